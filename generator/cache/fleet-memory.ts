import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import type { LoadedContainer } from "../load/load.ts";
import type { Member } from "../model/container.ts";
import { type HostFolders, hostFolders } from "../model/folder-rules.ts";
import { cacheFolder, readCached, writeCached } from "./place.ts";
import { mayKeepState } from "./shared-state.ts";

/** What one definition file said, without its steps. */
interface RememberedContainer {
  readonly file: string;
  readonly is: Member["is"];
  /** `cloneOf` is the parent's file. */
  readonly options: Omit<Member["options"], "cloneOf"> & { readonly cloneOf?: string };
  readonly folders?: HostFolders;
}

/** A fleet as the run before has found it, for a run that evaluates only what has changed. */
export interface FleetMemory {
  readonly containers: readonly RememberedContainer[];
  /** What each bundled file imports, by paths relative to the project. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
}

/** A fleet of fewer containers is evaluated as fast as a part of it. */
const WORTH_IT = 30;
/** Each of the two runs that are remembered has a fleet of its own. */
const fileOf = (types: boolean): string => (types ? "fleet" : "fleet-without-types");

/** The fleet that belongs to a remembered run, by its id; undefined if there is none, or none that may be evaluated in part. */
export function recallFleet(folder: string, types: boolean, run: string): FleetMemory | undefined {
  const stored = readCached(join(cacheFolder(folder), fileOf(types)));
  if (stored === undefined) return undefined;
  const { of, ...fleet } = JSON.parse(stored.toString()) as FleetMemory & { of: string };
  return of === run ? fleet : undefined;
}

/**
 * Keeps a fleet together with the run that it belongs to, unless its files may share what they keep.
 *
 * @param known files that are known not to
 */
export function rememberFleet(
  folder: string,
  types: boolean,
  run: string,
  fleet: FleetMemory,
  known: Readonly<Record<string, unknown>> = {},
): void {
  const files = Object.keys(fleet.imports).filter((file) => !Object.hasOwn(known, file));
  if (fleet.containers.length < WORTH_IT || sharesState(folder, files)) return;
  writeCached(join(cacheFolder(folder), fileOf(types)), JSON.stringify({ of: run, ...fleet }));
}

/** What is to be remembered of containers and the files that they come from. */
export function fleetMemory(containers: readonly LoadedContainer[], graph: Metafile["inputs"]): FleetMemory {
  const files = new Map<object, string>(containers.map(({ file, definition }) => [definition, file]));
  return {
    containers: containers.map(({ file, definition }) => {
      const { is, options } = definition;
      const { steps: _steps, accept: _accept, cloneOf, ...rest } = options;
      const parent = cloneOf && files.get(cloneOf);
      const folders = hostFolders(definition);
      return {
        file,
        is,
        options: parent === undefined ? rest : { ...rest, cloneOf: parent },
        ...(folders && { folders }),
      };
    }),
    imports: Object.fromEntries(
      Object.entries(graph).flatMap(([file, { imports }]) =>
        file === "definitions" ? [] : [[file, imports.flatMap(({ path }) => (path in graph ? [path] : []))]],
      ),
    ),
  };
}

/** A memory with what a run has found out about a part of it. */
export const updated = (before: FleetMemory, { containers, imports }: FleetMemory): FleetMemory => {
  const known = new Map(containers.map((container) => [container.file, container]));
  return {
    containers: before.containers.map((container) => known.get(container.file) ?? container),
    imports: { ...before.imports, ...imports },
  };
};

/** The containers of these files, as others of the fleet see them; clones of one that is none of these are led to `parents`, by file. */
export function members(
  { containers }: FleetMemory,
  files: ReadonlySet<string>,
  parents: ReadonlyMap<string, Member>,
): Member[] {
  const made = new Map<string, Member>(parents);
  const remembered = new Map(containers.map((container) => [container.file, container]));
  const make = (file: string): Member | undefined => {
    const known = made.get(file);
    const from = remembered.get(file);
    if (known !== undefined || from === undefined) return known;
    const { is, folders } = from;
    const { cloneOf, ...options } = from.options;
    const parent = cloneOf === undefined ? undefined : make(cloneOf);
    const member = {
      is,
      origin: { stack: "" },
      options: parent ? { ...options, cloneOf: parent } : options,
      ...(folders && { folders }),
    };
    made.set(file, member);
    return member;
  };
  return [...files].flatMap((file) => make(file) ?? []);
}

/** Files that import one of these, whether themselves or through others; and these. */
export function dependents({ imports }: FleetMemory, changed: ReadonlySet<string>): Set<string> {
  const importers = new Map<string, string[]>();
  for (const [file, imported] of Object.entries(imports))
    for (const each of imported) importers.set(each, [...(importers.get(each) ?? []), file]);
  return reachable(changed, (file) => importers.get(file) ?? []);
}

/** What these files import, whether themselves or through others; and these. */
export const imported = ({ imports }: FleetMemory, files: ReadonlySet<string>): Set<string> =>
  reachable(files, (file) => imports[file] ?? []);

function reachable(from: ReadonlySet<string>, next: (file: string) => readonly string[]): Set<string> {
  const found = new Set(from);
  for (const file of found) for (const each of next(file)) found.add(each);
  return found;
}

/** Whether evaluating some of these files alone might give something else than evaluating all of them. */
export function sharesState(folder: string, files: readonly string[]): boolean {
  try {
    return files.some((file) => mayKeepState(file, readFileSync(join(folder, file), "utf8")));
  } catch {
    return true;
  }
}
