import { join } from "node:path";
import { cacheFolder, readCached, tidy, writeCached } from "../files/cache-files.ts";
import type { Remark } from "./shellcheck.ts";

/** What one ShellCheck has said: its version, and its remarks by the sha256 of a script's bytes. */
export interface Known {
  readonly version: string;
  readonly remarks: Readonly<Record<string, readonly Remark[]>>;
}

/** Scripts whose remarks are kept, of one ShellCheck; the oldest go first. The rules are part of a script, as a directive in its head. */
const SCRIPTS = 20_000;
/** ShellChecks whose remarks are kept: the native and the embedded one, and what an update has replaced. */
const ENGINES = 4;
const FILE = "lint";

type Stored = Readonly<Record<string, Known>>;

const stored = (folder: string): Stored => {
  const content = readCached(join(cacheFolder(folder), FILE));
  return content === undefined ? {} : (JSON.parse(content.toString()) as Stored);
};

/** What is known of an engine's remarks; `engine` is its key. */
export const knownRemarks = (folder: string, engine: string): Known | undefined => {
  const all = stored(folder);
  return Object.hasOwn(all, engine) ? all[engine] : undefined;
};

/** Adds to what is known; what another run has found out meanwhile is kept as well. */
export function keepRemarks(folder: string, engine: string, { version, remarks }: Known): void {
  const { [engine]: before, ...others } = stored(folder);
  const merged = Object.entries({ ...before?.remarks, ...remarks }).slice(-SCRIPTS);
  const rest = Object.entries(others).slice(1 - ENGINES);
  const place = cacheFolder(folder);
  writeCached(
    join(place, FILE),
    JSON.stringify(Object.fromEntries([...rest, [engine, { version, remarks: Object.fromEntries(merged) }]])),
  );
  tidy(place);
}
