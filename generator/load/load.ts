import { join } from "node:path";
import type { FleetHost } from "../dsl/fleet-host.ts";
import { definitionFiles } from "../files/definition-files.ts";
import { fingerprint, type Inputs } from "../files/fingerprint.ts";
import { type Finding, finding } from "../validation/finding.ts";
import { Places } from "../validation/source-positions.ts";
import { type Bundled, bundle } from "./bundle.ts";
import { evaluate, type Outcome, TIME_LIMIT } from "./evaluate.ts";
import { evaluationContext } from "./evaluation-context.ts";
import { failure } from "./evaluation-error.ts";
import { exported, type LoadedContainer } from "./exported.ts";
import { readable } from "./files.ts";
import { localReader } from "./local.ts";
import { belowDefinitions, overlooked } from "./overlooked.ts";
import { publicApi } from "./public-api.ts";
import { strayFailures } from "./unhandled-rejections.ts";

export type { LoadedContainer } from "./exported.ts";

/** All that the definition files of a folder say. */
export interface Loaded {
  readonly folder: string;
  readonly hosts: readonly FleetHost[];
  readonly containers: readonly LoadedContainer[];
  readonly places: Places;
  readonly findings: readonly Finding[];
  /** All that was read; empty if a file cannot be read. */
  readonly inputs: Inputs;
  /** Folders below the definitions, relative to the project, in which a file could be overlooked. */
  readonly folders: readonly string[];
  /** What each bundled file imports, by paths relative to the folder; undefined if one of them is not sound. */
  readonly graph: Bundled["graph"];
  /** What else the definitions have looked at, as keys of what a run depends on: variables of the environment, the time zone. */
  readonly recorded: ReadonlySet<string>;
  /** What promises that files have made fail with, once they had the time to. */
  readonly later: () => Promise<readonly Finding[]>;
}

/** Evaluates the definition files below `folder`, each by itself, for `limit` milliseconds. Reads them; runs nothing on any host. */
export function load(folder: string, limit: number = TIME_LIMIT): Loaded {
  const definitions = definitionFiles(folder);
  const { sound, findings } = readable(folder, definitions);
  const places = new Places();
  const { bundles, findings: unbundled, inputs, graph } = bundle(folder, sound, (number) => places.nameOf(number));
  const read = new Set(inputs);
  const recorded = new Set<string>();
  const within = evaluationContext(places, (key) => recorded.add(key));
  const later = strayFailures(folder, places);
  const api = publicApi(localReader(folder, (path) => read.add(path)));
  const outcomes = bundles.flatMap((one) => {
    places.add(one.map);
    return evaluate(one, { within, api, limit });
  });
  const evaluated = outcomes.flatMap((one) => unfinished(one, folder, places));
  const { hosts, containers, findings: odd } = exported(outcomes, places);
  const below = belowDefinitions(folder, definitions);
  // As long as a file cannot be read, it is not known what it imports.
  const unread = graph === undefined ? [] : overlooked(folder, below, read);
  for (const file of below.code) read.add(join(folder, file));
  return {
    folder,
    hosts,
    containers,
    places,
    findings: [...findings, ...unbundled, ...evaluated, ...odd, ...unread],
    inputs: new Map([...read].map((path) => [path, fingerprint(path)])),
    folders: below.folders,
    graph,
    recorded,
    later,
  };
}

function unfinished(outcome: Outcome, folder: string, places: Places): Finding[] {
  const { file } = outcome;
  if ("thrown" in outcome) return [failure(outcome.thrown, file, folder, places)];
  if (!("late" in outcome)) return [];
  const message = "the file's own code does not come to an end";
  const hint = "look for a loop that does not end, here or in what it imports; files after this one were not looked at";
  return [finding("D208", message, hint, { file, line: 1, column: 1 })];
}
