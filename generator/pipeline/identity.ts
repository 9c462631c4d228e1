import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Where the build puts the program that does the work; `phoenix-setup.cjs`, which starts it, stands beside it. */
export const PROGRAM = join(import.meta.dirname, "program.cjs");

/** The program's text and its sha256. */
interface Program {
  readonly source: string;
  readonly sha256: string;
}

/**
 * Read once: as long as a process lives, it runs what it has read, whatever is built meanwhile. What starts the program and the program are
 * bundles of their own in one process, so that a variable of a module would be read by one of them only.
 */
const shared = globalThis as { [READ]?: Program };
const READ = Symbol.for("phoenix-setup.program");

/** The program that does the work. */
export function program(): Program {
  if (shared[READ] !== undefined) return shared[READ];
  const bytes = readFileSync(PROGRAM);
  const read = { source: bytes.toString(), sha256: hash("sha256", bytes, "hex") };
  shared[READ] = read;
  return read;
}

/** Variables of the environment that a definition need not read to be changed by them: language, Node's options, the bundler's place. */
const VARIABLES = /^(LANG|LANGUAGE|LC_.*|TZ|NODE_OPTIONS|NODE_PATH|NODE_ICU_DATA|ESBUILD_BINARY_PATH)$/;

/**
 * Everything besides a project's own files that can change what is generated from them: the bytes of this program, the bundler, Node, and
 * some of the environment. Undefined if it cannot be told, and then nothing is remembered.
 */
export function identity(folder: string): string | undefined {
  try {
    const require = createRequire(PROGRAM);
    const own = [join(import.meta.dirname, "phoenix-setup.cjs"), require.resolve("esbuild/package.json")];
    const variables = Object.entries(process.env).filter(([name]) => VARIABLES.test(name));
    const rest = [process.version, process.arch, process.platform, folder, ...variables.sort().flat()];
    const sums = [program().sha256, ...own.map((file) => hash("sha256", readFileSync(file), "hex"))];
    return hash("sha256", [...sums, ...rest].join("\0"), "hex");
  } catch {
    return undefined;
  }
}
