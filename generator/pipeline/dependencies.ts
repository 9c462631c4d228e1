import { hash } from "node:crypto";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow } from "../files/files-below.ts";
import { fingerprint } from "../files/fingerprint.ts";
import type { Loaded } from "../load/load.ts";
import { findCompiler } from "../typecheck/compiler.ts";
import { TYPES } from "../typecheck/options.ts";

/**
 * What a run depended on: a key each, with what it was then. A key is the path of a file, of which the content counts; or one of
 * `names <folder>`, which is what is in a folder, and `link <path>`, which is where a path leads: an import leads elsewhere once a file
 * appears in a place that is looked at earlier; or of `env <name>`, a variable of the environment, and `environment`, all of them.
 */
export type Dependencies = Readonly<Record<string, string>>;

/** Nothing is imported from beside these because of them; a project's own folder, which they stand in, also gets `dist-scripts/`. */
const SETTINGS = /\/(package|tsconfig)\.json$/;

/** Says in few characters what a key stands for now. */
export function state(key: string): string {
  if (key.startsWith("names ")) return names(key.slice(6));
  if (key.startsWith("link ")) return real(key.slice(5));
  if (key.startsWith("env ")) return hashed(process.env[key.slice(4)] ?? null);
  if (key === "environment") return hashed(Object.entries(process.env).sort());
  return fingerprint(key);
}

/**
 * Everything that evaluating definitions depended on.
 *
 * @param types whether types were looked at, so that the compiler and this program's own declarations count as well
 */
export function dependencies(
  folder: string,
  { inputs, recorded, folders: below, graph = {} }: Pick<Loaded, "inputs" | "recorded" | "folders" | "graph">,
  types: boolean,
): Dependencies {
  const keys = new Set(recorded);
  const folders = new Set(below.map((path) => join(folder, path)));
  for (const path of inputs.keys())
    if (!path.includes("/node_modules/") && !SETTINGS.test(path)) folders.add(dirname(path));
  for (const path of folders) {
    keys.add(`names ${path}`);
    // It says what kind of module a file beside or below it is, and where names that begin with # lead.
    for (const above of upwards(path)) keys.add(join(above, "package.json"));
  }
  for (const [file, { imports }] of Object.entries(graph)) {
    for (const { original } of imports) {
      const [name] = /^(@[^/]+\/)?[^./@#][^/]*/.exec(original ?? "") ?? [];
      if (name === undefined || /^(phoenix-setup$|node:)/.test(name)) continue;
      for (const above of upwards(dirname(join(folder, file)))) keys.add(`link ${join(above, "node_modules", name)}`);
    }
  }
  if (types) {
    for (const from of [folder, import.meta.dirname])
      for (const above of upwards(from)) keys.add(`link ${join(above, "node_modules/typescript")}`);
    const compiler = findCompiler(folder);
    if ("manifest" in compiler) keys.add(compiler.manifest);
    for (const name of filesBelow(TYPES, "", [realpathSync(TYPES)])) keys.add(join(TYPES, name));
  }
  return Object.fromEntries([...inputs, ...[...keys].map((key) => [key, state(key)] as const)]);
}

/** The files among the dependencies that were written at or after a moment, in milliseconds: they may not have been read as they are now. */
export const writtenSince = (moment: number, { ...all }: Dependencies): boolean =>
  Object.keys(all).some((key) => {
    try {
      const { ctimeMs } = statSync(key.replace(/^(names|link) /, ""));
      return ctimeMs >= moment;
    } catch {
      return false;
    }
  });

function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (at === dirname(at)) return;
  }
}

/** Of the environment, which may hold secrets, a hash is kept. */
const hashed = (value: unknown): string => hash("sha256", JSON.stringify(value), "hex");

/** The names in a folder; of links also where they lead. */
function names(folder: string): string {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => (entry.isSymbolicLink() ? `${entry.name} → ${real(join(folder, entry.name))}` : entry.name))
      .sort()
      .join("/");
  } catch {
    return "nothing";
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return "nothing";
  }
}
