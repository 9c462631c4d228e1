import type { Definition } from "../dsl/container.ts";
import type { FleetHost } from "../dsl/fleet-host.ts";
import { DEFAULT_SCRIPT_FOLDER, type Host } from "../dsl/host.ts";
import { isSame, type Side, type Step } from "../dsl/step.ts";
import type { RuntimeValue } from "../dsl/text.ts";
import { type Duration, inSeconds } from "../dsl/units.ts";
import { containerReady } from "../steps/kinds/container-ready.ts";
import { snapshotCleanup } from "../steps/kinds/snapshot-cleanup.ts";
import { templateSnapshot } from "../steps/kinds/template-snapshot.ts";
import { writtenFolders } from "../steps/options/written-folders.ts";
import type { Origin, Place } from "../validation/problem.ts";
import { cloneDepth } from "./container-settings.ts";
import { planHash } from "./hash.ts";
import { runtimeValues } from "./values.ts";

/** A step with its number, counted from 1, and its place in the container's file. */
export interface PlannedStep {
  readonly number: number;
  readonly place: Place;
  readonly step: Step;
  /** Units that a later step restarts if this one changes something. */
  readonly restarts: readonly string[];
  /** Those among what later steps do because of it whose marks outlast a restart of the container. */
  readonly lasting: readonly string[];
}

/** Steps that follow each other on the same side: one program, one call. */
export interface Run {
  readonly side: Side;
  /** Whether the container may have to be restarted after it. */
  readonly restarts: boolean;
  readonly numbers: readonly number[];
}

/** Where a container's script lies, once it is deployed. Part of no hash: a container may move. */
export interface PlannedHost {
  readonly name: string;
  /** What `ssh` takes to get there; null if no definition says it. */
  readonly ssh: string | null;
  readonly scriptFolder: string;
  /** The name of the link that an orchestrator looks for, with `<CTID>` in it; null if there is to be none. */
  readonly scriptLinks: string | null;
}

/** What one script will do, in order; all that rendering needs, and printable as JSON. */
export interface Plan {
  readonly definition: Definition;
  readonly file: string;
  readonly host: PlannedHost;
  /** All that the definition of its host says; undefined if there is none. */
  readonly hostSettings: Host | undefined;
  /** How many containers are above it in the tree of clones. */
  readonly depth: number;
  readonly steps: readonly PlannedStep[];
  readonly runs: readonly Run[];
  /** Values that are read on the host before the first step. */
  readonly values: readonly RuntimeValue[];
  /** sha256 of what the script is to do; see {@link planHash}. */
  readonly hash: string;
  /** Where an author's call stands, for what tells more than a step's place. */
  readonly placeOf?: (origin: Origin) => Place | undefined;
}

/** Where definitions and their steps stand. */
export interface Locations {
  file(definition: Definition): string;
  place(made: Definition | Step, file: string): Place;
  host?(definition: Definition): FleetHost | undefined;
  call?(origin: Origin): Place | undefined;
}

/** Puts the steps that every script has around the author's. */
export function makePlan(definition: Definition, locations: Locations): Plan {
  const file = locations.file(definition);
  const host = locations.host?.(definition);
  const placeOf = locations.call;
  const { steps: own, ready } = definition.options;
  const all = [...withGates(own, ready?.within), ...ending(definition)];
  const steps = all.map((step, i): PlannedStep => {
    const implicit = !own.includes(step);
    return {
      number: i + 1,
      step,
      place: locations.place(implicit ? definition : step, file),
      restarts: marks(step, own, false),
      lasting: marks(step, own, true),
    };
  });
  const values = runtimeValues(own.map((step) => [step.view, step.hostFile]));
  return {
    definition,
    file,
    host: plannedHost(host),
    hostSettings: host?.made,
    depth: cloneDepth(definition),
    steps,
    runs: runs(steps),
    values,
    hash: planHash(definition),
    ...(placeOf && { placeOf }),
  };
}

/** A container without a definition of its host is on the one that everything is on. */
const plannedHost = (host: FleetHost | undefined): PlannedHost => ({
  name: host?.name ?? "host",
  ssh: host?.made.ssh ?? null,
  scriptFolder: host?.made.scriptFolder ?? DEFAULT_SCRIPT_FOLDER,
  scriptLinks: host?.made.scriptLinks ?? null,
});

/** The marks that a change by one step leaves for later ones. */
const marks = (changed: Step, steps: readonly Step[], lasting: boolean): string[] => {
  if (steps.every(({ restartOn }) => restartOn.length === 0)) return [];
  const due = steps.flatMap(({ restartOn }) => restartOn).filter((one) => (one.lasting ?? false) === lasting);
  return [...new Set(due.flatMap(({ unit, steps }) => (steps.some((step) => isSame(step, changed)) ? [unit] : [])))];
};

/** The readiness gate before the first step that works or asks inside, and again wherever a step on the host may have restarted the container. */
function withGates(steps: readonly Step[], within: Duration | undefined): Step[] {
  const fetched = new Set(steps.flatMap((step) => step.fetches).filter((name) => name !== "apt"));
  const names = ["localhost", ...[...fetched].sort()];
  let ready = false;
  const gated = steps.flatMap((step) => {
    const needed = (step.side === "container" || step.claims.asksInside === true) && !ready;
    ready = (ready || needed) && !step.restarts;
    return needed ? [gate(names, within), step] : [step];
  });
  return ready ? gated : [...gated, gate(names, within)];
}

/** Most containers of a fleet wait for the same names, for as long. */
function gate(names: readonly string[], timeout: Duration | undefined): Step {
  const key = `${timeout === undefined ? "" : inSeconds(timeout)} ${names.join(" ")}`;
  const made = gates.get(key) ?? containerReady({ names, ...(timeout && { timeout }) });
  gates.set(key, made);
  return made;
}

const gates = new Map<string, Step>();

function ending({ options: { snapshot, steps } }: Definition): Step[] {
  if (snapshot === undefined) return [];
  const secrets = [...new Set(steps.flatMap((step) => step.secrets))];
  return [snapshotCleanup({ secrets, folders: writtenFolders(steps) }), templateSnapshot({ snapshot })];
}

/**
 * Order in the definition is order of execution, so a step on the other side ends a run, and so does one that may ask for a restart.
 * The snapshot is no run: the frame takes it.
 */
function runs(steps: readonly PlannedStep[]): Run[] {
  const found: { side: Side; restarts: boolean; numbers: number[] }[] = [];
  for (const { number, step } of steps) {
    if (step.traits?.frame === true) continue;
    const last = found.at(-1);
    if (last?.side === step.side && last.restarts === step.restarts) last.numbers.push(number);
    else found.push({ side: step.side, restarts: step.restarts, numbers: [number] });
  }
  return found;
}
