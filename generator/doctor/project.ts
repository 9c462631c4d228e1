import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import templates from "phoenix-setup:templates";
import { cacheFolder } from "../files/cache-files.ts";
import { type Compiler, findCompiler } from "../typecheck/compiler.ts";
import { type Examined, examined } from "./examined.ts";

/** The templates that scripts are printed from; they come compiled. */
export function compiledTemplates(): Examined {
  const count = Object.keys(templates).length;
  return count > 0
    ? { what: "templates", state: "ok", found: `${count} compiled` }
    : { what: "templates", state: "missing", found: "none in this build", mend: "npm install phoenix-setup again" };
}

/** The project's tsconfig.json, which the editor and the type check go by. */
export function tsconfig(folder: string): Promise<Examined> {
  const what = "tsconfig.json";
  return examined(what, "mend tsconfig.json", () => {
    if (!existsSync(join(folder, what)))
      return { state: "note", found: "none: the editor guesses how definitions are meant", mend: "phoenix-setup init" };
    const compiler = findCompiler(folder);
    if ("why" in compiler) return { state: "ok", found: "there; not read, for want of TypeScript" };
    const { compilerOptions } = shownConfig(compiler, folder);
    const lacking = ["strict", "allowImportingTsExtensions"].filter((name) => compilerOptions?.[name] !== true);
    if (lacking.length === 0) return { state: "ok", found: "strict" };
    const mend = `set ${lacking.map((name) => `"${name}": true`).join(" and ")} in tsconfig.json`;
    return { state: "note", found: `without ${lacking.join(" and ")}`, mend };
  });
}

/** The configuration as the compiler understands it, with all that it extends. Fails with what the compiler says. */
function shownConfig({ program, words }: Compiler, folder: string): { compilerOptions?: Record<string, unknown> } {
  const { stdout: listed } = spawnSync(program, [...words, "-p", folder, "--listFilesOnly"], { encoding: "utf8" });
  // A project without any file yet is no mistake of its configuration.
  const wrong = listed.split("\n").find((line) => /\berror TS\d+: /.test(line) && !line.includes("TS18003"));
  if (wrong !== undefined) throw new Error(wrong);
  const { stdout: shown } = spawnSync(program, [...words, "-p", folder, "--showConfig"], { encoding: "utf8" });
  return JSON.parse(shown) as { compilerOptions?: Record<string, unknown> };
}

/** Where results are kept between runs. */
export function cache(folder: string): Examined {
  const place = cacheFolder(folder);
  const probe = join(place, `doctor.${process.pid}.tmp`);
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
    return { what: "cache", state: "ok", found: place };
  } catch (thrown) {
    const found = `cannot be written, so every run does everything again: ${(thrown as Error).message}`;
    return {
      what: "cache",
      state: "note",
      found,
      mend: `make ${place} writable, or set XDG_CACHE_HOME to a folder that is`,
    };
  }
}
