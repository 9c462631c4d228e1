import { relative } from "node:path";
import { dependents, type FleetMemory, imported, members, recallFleet, sharesState } from "../cache/fleet-memory.ts";
import type { Remembered } from "../cache/remembered.ts";
import { scriptNameOf } from "../write/outputs.ts";
import { type PlannedFleet, planFleet } from "./fleet.ts";

/** What evaluating a part of a fleet came to. */
export interface PlannedPart {
  readonly fleet: PlannedFleet;
  /** The files whose scripts have to be rendered: those that depend on what has changed. */
  readonly files: ReadonlySet<string>;
  /** What is known of the fleet from the run before. */
  readonly memory: FleetMemory;
}

/** Above this share of the fleet, a part is evaluated as slowly as the whole. */
const MOST = 1 / 3;

/**
 * Evaluates only the definitions that depend on something that has changed. Undefined if that could differ from evaluating all of them, in
 * any respect; so it is whenever there is anything to report, since reports are made from the whole.
 *
 * @param changed what has changed of what the run before depended on, as keys of its dependencies
 * @param wrong file names of scripts that are not as they were written
 */
export async function planPart(
  folder: string,
  run: Remembered,
  changed: readonly string[],
  wrong: ReadonlySet<string>,
  types: boolean,
): Promise<PlannedPart | undefined> {
  const memory = run.findings.length > 0 ? undefined : recallFleet(folder, types, run.id);
  if (memory === undefined) return undefined;
  const sources = new Set(changed.map((key) => relative(folder, key)));
  // A file that is no source, a new or missing file, or a name that leads elsewhere may concern any definition.
  if (![...sources].every((file) => Object.hasOwn(memory.imports, file))) return undefined;
  if (sharesState(folder, [...sources])) return undefined;

  const containers = new Set(memory.containers.map(({ file }) => file));
  const rewritten = memory.containers.filter(({ options }) => wrong.has(scriptNameOf(options.ctid)));
  const affected = dependents(memory, sources);
  const open = new Set([...containers].filter((file) => affected.has(file)));
  for (const { file } of rewritten) open.add(file);
  if (open.size === 0 || open.size > containers.size * MOST) return undefined;

  const needed = imported(memory, open);
  // Files that describe no container are few, and their exports are held against each other: so none of them is left out.
  const files = definitions(memory).filter((file) => needed.has(file) || !containers.has(file));
  const known = new Set([...containers].filter((file) => !needed.has(file)));
  const fleet = await planFleet(folder, {
    types,
    part: {
      files,
      others: (these) => members(memory, known, new Map(these.map(({ file, definition }) => [file, definition]))),
    },
  });
  const { loaded, findings } = fleet;
  if (findings.length > 0 || !loaded.constant || loaded.graph === undefined) return undefined;
  if (loaded.containers.length !== files.filter((file) => containers.has(file)).length) return undefined;
  if (
    sharesState(
      folder,
      Object.keys(loaded.graph).filter((file) => !Object.hasOwn(memory.imports, file) && file !== "definitions"),
    )
  )
    return undefined;
  return { fleet, files: open, memory };
}

/** The definition files among those that were bundled. */
const definitions = ({ imports }: FleetMemory): string[] =>
  Object.keys(imports)
    .filter((file) => /^definitions\/[^/]+\.ts$/.test(file))
    .sort();
