import { hash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { commonFolder, readCached, tidy, writeCached } from "../files/cache-files.ts";
import { PROGRAM, program } from "../pipeline/identity.ts";

/** Compiled programs that are kept: of a few versions of Node or of this program, used in turn. */
const KEPT = 3;

/**
 * Runs the program that does the work. V8's compiled form of it is kept beside the project's other remembered things, since compiling takes
 * longer than starting. V8 itself looks at no more of the source than its length, so the key is a hash of it.
 */
export function runProgram(): void {
  const { source, sha256 } = program();
  const folder = commonFolder(process.cwd());
  const version = [process.version, process.arch, cachedDataVersionTag(), sha256].join("\0");
  const file = join(folder, `code-${hash("sha256", version, "hex").slice(0, 16)}`);
  const cachedData = readCached(file);
  const script = new Script(`(function (require, __filename, __dirname) {${source}\n})`, {
    filename: PROGRAM,
    ...(cachedData && { cachedData }),
  });
  script.runInThisContext()(createRequire(PROGRAM), PROGRAM, dirname(PROGRAM));
  // Once, at the end of a run that has compiled what the most frequent commands need.
  if (cachedData !== undefined && script.cachedDataRejected !== true) return;
  if (!/^(generate|check)$/.test(process.argv[2] ?? "")) return;
  process.once("exit", (status) => {
    if (status > 1) return;
    writeCached(file, script.createCachedData());
    tidy(folder, "code-", KEPT);
  });
}
