import { join } from "node:path";
import { cacheFolder, readCached, tidy, writeCached } from "../files/cache-files.ts";
import type { Finding } from "../validation/finding.ts";
import { type Dependencies, state } from "./dependencies.ts";
import { identity } from "./identity.ts";

/** What a run came to that had no error. */
export interface Remembered {
  /** What it depended on. As long as all of it is the same, so is the rest. */
  readonly dependencies: Dependencies;
  /** Every container's script: its file name, and the sha256 of its bytes. In the order of set-up. */
  readonly scripts: readonly (readonly [name: string, sha256: string])[];
  /** Warnings, as they were reported. */
  readonly findings: readonly Finding[];
}

/** A run that left types out knows less, and is kept by itself. */
const fileOf = (types: boolean): string => (types ? "run" : "run-without-types");

/** What the last run of this very program in this folder came to; `types` says whether it has to have looked at types. */
export function recall(folder: string, types: boolean): Remembered | undefined {
  const own = identity(folder);
  const stored = own && readCached(join(cacheFolder(folder), fileOf(types)));
  if (!stored) return undefined;
  const { by, ...run } = JSON.parse(stored.toString()) as Remembered & { by: string };
  return by === own ? run : undefined;
}

/** Keeps what a run came to, for the next one. */
export function remember(folder: string, types: boolean, run: Remembered): void {
  const by = identity(folder);
  if (by === undefined) return;
  const place = cacheFolder(folder);
  writeCached(join(place, fileOf(types)), JSON.stringify({ by, ...run }));
  tidy(place);
}

/** Whether nothing that the run depended on has changed. */
export const holds = ({ dependencies }: Remembered): boolean =>
  Object.entries(dependencies).every(([key, was]) => state(key) === was);

/** The run before, held against what there is now. */
export interface Compared {
  readonly run: Remembered;
  /** What has changed of what the run depended on. */
  readonly changed: readonly string[];
}

/** The kernel's clock for files is as much behind as this, in milliseconds. */
const CLOCK = 20;

/** A moment after which, by the clock of files, everything is that is written from now on. */
export const thisMoment = (): number => Date.now() - CLOCK;

/** Looks up the run before, and what has changed since. */
export function compare(folder: string, types: boolean): Compared | undefined {
  const run = recall(folder, types);
  if (run === undefined) return undefined;
  const changed = Object.entries(run.dependencies).flatMap(([key, was]) => (state(key) === was ? [] : [key]));
  return { run, changed };
}

/** What was compared before the program was loaded, which is a bundle of its own; good for one use. */
const handed = globalThis as { [HANDED]?: Compared & { readonly folder: string; readonly types: boolean } };
const HANDED = Symbol.for("phoenix-setup.compared");

/** Leaves what was compared to the program that is loaded next. */
export function handOver(folder: string, types: boolean, compared: Compared): void {
  handed[HANDED] = { folder, types, ...compared };
}

/** What was left to this program; undefined if it is about something else, or was taken before. */
export function takeOver(folder: string, types: boolean): Compared | undefined {
  const found = handed[HANDED];
  delete handed[HANDED];
  return found?.folder === folder && found.types === types ? found : undefined;
}
