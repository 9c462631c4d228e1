/**
 * What a page holds of a fleet, as the page's own program reads it. A thousand containers say much the same, so that each text stands once, in
 * `texts`, and is meant by its number; -1 is nothing. Scripts are made of the same lines, and of the same blocks of lines.
 */
export interface Catalogue {
  readonly title: string;
  readonly texts: readonly string[];
  readonly steps: readonly PackedStep[];
  /** Lines of exit codes, by container a list of these. */
  readonly exits: readonly (readonly number[])[];
  readonly lines: readonly string[];
  /** Of each block its lines, as pairs: the number of the first, and how many follow each other. */
  readonly blocks: readonly (readonly number[])[];
  readonly containers: readonly PackedContainer[];
  /** Where the file that `--status` names comes from; undefined without it. */
  readonly status?: PackedFleetStatus;
}

/** A step without what differs from container to container. */
export interface PackedStep {
  readonly kind: number;
  readonly title: number;
  readonly onHost: boolean;
  readonly when: readonly number[];
  readonly check: number;
  readonly apply: number;
  readonly verify: number;
  readonly notes: readonly number[];
}

/** A step in its container: its number in `steps`, the group, the position, where it was made, and its first and last line in the script. */
export type PlacedStep = readonly [
  step: number,
  group: number,
  place: number,
  madeAt: number,
  from: number,
  to: number,
];

/** A container. */
export interface PackedContainer {
  readonly ctid: number;
  readonly name: string;
  readonly isTemplate: boolean;
  readonly host: number;
  readonly parent: number | null;
  readonly snapshot: number;
  readonly description: number;
  readonly file: number;
  /** Names and values by turns. */
  readonly facts: readonly number[];
  readonly pct: readonly number[];
  readonly values: readonly number[];
  readonly accepted: readonly number[];
  readonly dependsOn: readonly number[];
  readonly waits: readonly number[];
  /** Folders of the host, and how they are mounted, by turns. */
  readonly mounts: readonly number[];
  readonly steps: readonly PlacedStep[];
  readonly exits: number;
  readonly script: PackedScript;
  readonly status?: PackedStatus;
}

/** A script: its blocks as pairs, and the texts that the signs from U+E000 on stand for in its lines. */
export interface PackedScript {
  readonly name: string;
  readonly blocks: readonly number[];
  readonly values: readonly number[];
}

/** What `status` said of the fleet. */
export interface PackedFleetStatus {
  readonly source: string;
}

/** What `status` said of a container. */
export interface PackedStatus {
  readonly level: "fine" | "attention" | "unknown";
  /** In two or three words. */
  readonly summary: string;
  /** What differs, one a line. */
  readonly details: readonly string[];
}
