import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** TypeScript's native compiler. */
export interface Compiler {
  /** The program; it needs no Node. */
  readonly program: string;
  readonly version: string;
}

/** The compiler that is installed beside the project, or else beside this program. */
export function findCompiler(folder: string): Compiler | undefined {
  return installed(join(folder, "package.json")) ?? installed(join(import.meta.dirname, "package.json"));
}

/** TypeScript 7 or later: earlier ones are no programs of their own, and ten times as slow. */
function installed(from: string): Compiler | undefined {
  try {
    const main = createRequire(from).resolve("typescript/package.json");
    const { version } = JSON.parse(readFileSync(main, "utf8")) as { version: string };
    if (Number.parseInt(version, 10) < 7) return undefined;
    const native = createRequire(main).resolve(
      `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
    );
    return { program: join(dirname(native), "lib", process.platform === "win32" ? "tsc.exe" : "tsc"), version };
  } catch {
    return undefined;
  }
}
