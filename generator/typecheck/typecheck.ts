import { spawn } from "node:child_process";
import { hash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { definitionFiles } from "../files/definition-files.ts";
import { fingerprint, type Inputs } from "../files/fingerprint.ts";
import { temporary, temporaryFolder } from "../files/temporary.ts";
import { type Finding, finding } from "../validation/finding.ts";
import { type Compiler, findCompiler, type NoCompiler } from "./compiler.ts";
import { diagnostics } from "./diagnostics.ts";
import { configuration, configurationFiles, TYPES } from "./options.ts";
import { SoundFiles } from "./sound-files.ts";

/** A check of the definitions' types that has begun, and runs beside everything else. */
export interface TypeCheck {
  /** What is wrong, and all that decided it. */
  readonly result: Promise<{ readonly findings: readonly Finding[]; readonly inputs: Inputs }>;
  /** Ends it, if nobody wants to know any more. */
  readonly stop: () => void;
}

/** Milliseconds after which the compiler is given up. */
const TIME_LIMIT = 120_000;

/**
 * Begins to hold the definitions below `folder` against their types, with TypeScript's own compiler and words. Files that were right and
 * have not changed, nor anything that they import, are not looked at again; if there are no others, nothing is started.
 *
 * @param noCache whether all files are looked at, and what comes of it is not kept
 */
export function startTypeCheck(folder: string, noCache = false): TypeCheck {
  const compiler = usable(folder, findCompiler(folder));
  if ("why" in compiler) {
    const findings = [
      unchecked(
        folder,
        `types are not checked: ${compiler.why}`,
        `${compiler.fix}, or leave types out with --no-types`,
      ),
    ];
    return { result: Promise.resolve({ findings, inputs: new Map() }), stop: () => undefined };
  }
  const files = definitionFiles(folder);
  const declarations = ambient(folder);
  const sound = new SoundFiles(folder, keyOf(folder, compiler, declarations), noCache);
  // Without anything to go by, there is no reason to read the files before the compiler does.
  const open = sound.any ? files.filter((file) => !sound.isSound(file)) : files;
  const run = open.length === 0 ? undefined : compile(folder, compiler, [...declarations, ...open]);
  const end = async () => {
    const { findings, outside } = run ? await run.done : { findings: [], outside: undefined };
    if (run) sound.keep(files, new Set(findings.map(({ place }) => place.file)), outside);
    const read = [...sound.reachable([...declarations, ...files])].map((file) => join(folder, file));
    const paths = [...read, ...configurationFiles(folder), ...(outside ?? sound.outside())];
    return { findings, inputs: new Map(paths.map((path) => [path, fingerprint(path)])) };
  };
  return { result: end(), stop: () => run?.stop() };
}

/** TypeScript takes a backslash in a path for a slash. */
const usable = (folder: string, found: Compiler | NoCompiler): Compiler | NoCompiler =>
  folder.includes("\\")
    ? { why: "TypeScript opens no folder with a backslash in its path", fix: "rename the folder" }
    : found;

/** Declarations that hold in all files, without being imported. */
const ambient = (folder: string): string[] =>
  readdirSync(join(folder, "definitions"))
    .filter((name) => name.endsWith(".d.ts"))
    .sort()
    .map((name) => `definitions/${name}`);

function keyOf(folder: string, compiler: Compiler, declarations: readonly string[]): string {
  const own = readdirSync(TYPES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".d.ts"))
    .sort()
    .map((name) => readFileSync(join(TYPES, name), "utf8"));
  const decisive = [...configurationFiles(folder), ...declarations.map((file) => join(folder, file))];
  const parts = [
    compiler.program,
    compiler.manifest,
    compiler.version,
    configuration(folder, declarations),
    ...own,
    ...decisive.map(fingerprint),
  ];
  return hash("sha256", parts.join("\0"));
}

interface Compilation {
  /** Ends it; then {@link done} stays open. */
  readonly stop: () => void;
  /** `outside` are the files that were looked at but are not the project's own. */
  readonly done: Promise<{ readonly findings: readonly Finding[]; readonly outside: readonly string[] }>;
}

function compile(folder: string, { program, words, manifest }: Compiler, files: readonly string[]): Compilation {
  const { path: place, remove } = temporaryFolder("phoenix-setup-types-");
  const options = join(place, "tsconfig.json");
  writeFileSync(options, configuration(folder, files));
  const child = spawn(program, [...words, "-p", options, "--pretty", "false", "--listFiles"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIME_LIMIT,
    killSignal: "SIGKILL",
  });
  const hasEnded = temporary(() => child.kill("SIGKILL"));
  let isStopped = false;
  const printed: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  const done = new Promise<{ findings: readonly Finding[]; outside: readonly string[] }>((resolve) => {
    const ended = (code: number | null, problem?: string): void => {
      hasEnded();
      remove();
      // By now the project may be gone.
      if (isStopped) return;
      const output = printed.join("");
      const listed = output.split("\n").filter((line) => /^\/.*\.ts$/.test(line));
      const outside = listed.filter((path) => isOutside(path, folder, dirname(manifest)));
      const findings = diagnostics(output, folder, options);
      const failed = problem !== undefined || (findings.length === 0 && code !== 0 && listed.length === 0);
      const why = `types could not be checked: ${problem ?? `it ended with ${code}`}`;
      resolve({
        findings: failed ? [unchecked(folder, why, "repeat it, or leave types out with --no-types")] : findings,
        outside,
      });
    };
    child.once("error", ({ message }) => ended(null, message));
    child.once("close", (code) => ended(code));
  });
  const stop = (): void => {
    isStopped = true;
    child.kill("SIGKILL");
  };
  return { stop, done };
}

const isOutside = (path: string, folder: string, compiler: string): boolean =>
  !path.startsWith(`${TYPES}/`) &&
  !path.startsWith(`${compiler}/`) &&
  (!path.startsWith(`${folder}/`) || path.includes("/node_modules/"));

/** The types are a help, not a condition: without them, everything else is still looked at. */
const unchecked = (folder: string, message: string, fix: string): Finding =>
  finding("D221", message, fix, {
    file: definitionFiles(folder)[0] ?? "definitions",
    line: 1,
    column: 1,
  });
