import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageManager } from "../contract/package-manager.ts";

/** A TypeScript compiler. */
export interface Compiler {
  /** The program to start. */
  readonly program: string;
  /** The words that stand before a call's own. */
  readonly words: readonly string[];
  readonly version: string;
  /** Its `package.json`, which changes with its version. */
  readonly manifest: string;
  /** Whether it is a program of its own, which is ten times as fast as one that Node runs. */
  readonly native: boolean;
}

/** Why there is no compiler, and what brings one. */
export interface NoCompiler {
  readonly why: string;
  readonly fix: string;
}

/**
 * The compiler to check with: a native one, of the project or beside this program, or else the project's own one that Node runs.
 *
 * @param beside the folder of this program
 */
export function findCompiler(folder: string, beside: string = import.meta.dirname): Compiler | NoCompiler {
  const places = [join(folder, "package.json"), join(beside, "package.json")];
  const found = places.flatMap((from) => installed(from, folder) ?? []);
  const compilers = found.filter((one) => "program" in one);
  return compilers.find(({ native }) => native) ?? compilers[0] ?? found[0] ?? none(folder);
}

/** No compiler, and what brings one. */
const none = (folder: string): NoCompiler => ({
  why: "TypeScript is not installed",
  fix: packageManager(folder).addForDevelopment(WANTED),
});

/** The compiler that a project without one, or with an old one, is told to add. */
export const WANTED = "typescript@7";

/** What is installed as `typescript`, as seen from a file; from 7 on it is a native program in a package of its own for each platform. */
function installed(from: string, folder: string): Compiler | NoCompiler | undefined {
  try {
    const manifest = createRequire(from).resolve("typescript/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    const major = Number.parseInt(version, 10);
    if (major < 5) return { why: `TypeScript ${version} is older than 5`, fix: none(folder).fix };
    return major < 7 ? runByNode(manifest, version) : nativeOf(manifest, version, folder);
  } catch {
    return undefined;
  }
}

function runByNode(manifest: string, version: string): Compiler {
  const words = [join(dirname(manifest), "lib/tsc.js")];
  return { program: process.execPath, words, version, manifest, native: false };
}

function nativeOf(main: string, version: string, folder: string): Compiler | NoCompiler {
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(main).resolve(`${name}/package.json`);
    const program = join(dirname(manifest), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
    if (existsSync(program)) return { program, words: [], version, manifest, native: true };
  } catch {
    // An installation without optional packages leaves it out.
  }
  return { why: `TypeScript ${version} lacks its package ${name}`, fix: packageManager(folder).installOptional };
}
