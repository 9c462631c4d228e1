import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { npmPlace, pack } from "../unit/packed.ts";
import { type Deed, isOfNpm } from "./transcript.ts";

/** Marks a command's beginning in what the shell prints. */
const MARK = "\u0001";

/** A reader who has something else than npm. */
export interface Reader {
  /** What such a reader types in place of a command. */
  readonly types: (command: string) => string;
  /** Added to the environment. */
  readonly env: (folder: string) => Readonly<Record<string, string>>;
  /** Packages, with versions, whose programs are there without the project. */
  readonly tools: readonly string[];
}

const BY_NPM: Reader = { types: (command) => command, env: () => ({}), tools: [] };

/** One shell for all deeds, as a reader has one terminal. */
function script(deeds: readonly Deed[], tarball: string, { types }: Reader): string {
  return deeds
    .map((deed, i) => {
      if ("writes" in deed) return `base64 --decode >${deed.writes} <<<${Buffer.from(deed.text).toString("base64")}`;
      const typed = types(deed.types).replace(/phoenix-setup-[\w.-]+\.tgz/, tarball);
      return `printf '${MARK}%s\\n' ${i}\n${typed} || printf 'ended with %s\\n' "$?"`;
    })
    .join("\n");
}

/** What the reader would see: each command, as the document has it, with its output. */
export function play(deeds: readonly Deed[], reader = BY_NPM): string[] {
  const place = npmPlace();
  const { name } = pack(place);
  const tools = join(place.folder, "tools");
  if (reader.tools.length > 0)
    execFileSync("npm", ["install", "--prefix", tools, ...reader.tools], {
      env: place.env,
      stdio: ["ignore", "ignore", "inherit"],
    });
  const path = `${join(tools, "node_modules/.bin")}:${place.env["PATH"] ?? ""}`;
  const { stdout, error } = spawnSync("bash", ["--norc", "-c", `exec 2>&1\n${script(deeds, name, reader)}`], {
    cwd: place.folder,
    env: { ...place.env, PATH: path, ...reader.env(place.folder) },
    encoding: "utf8",
    timeout: 900_000,
  });
  if (error) throw error;
  return stdout
    .split(MARK)
    .slice(1)
    .flatMap((part) => {
      const [number = "", ...lines] = part.trimEnd().split("\n");
      const deed = deeds[Number(number)];
      return [`$ ${deed && "types" in deed ? deed.types : "?"}`, ...seen(lines)];
    });
}

/** Without npm's own lines and the empty ones around them. */
function seen(lines: readonly string[]): string[] {
  const kept = lines.filter((line) => !isOfNpm(line));
  while (kept[0] === "") kept.shift();
  while (kept.at(-1) === "") kept.pop();
  return kept;
}
