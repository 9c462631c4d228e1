/** Something that lies in the script folder under one of our names. */
export interface FoundScript {
  readonly kind: "file" | "folder" | "link" | "device" | "other";
  /** Permissions in octal, such as `755`. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  /** Where a link leads. */
  readonly target: string;
  /** Why a file cannot be read; empty if it was. */
  readonly unread: string;
  readonly sha256: string;
  /** The comment that it begins with, and sha256 of what stands below the hash of the body; only if it is not the one that was expected. */
  readonly head: Uint8Array;
  readonly bodySha256: string;
}

/** A name in the script folder that an orchestrator looks for. */
export interface FoundLink {
  readonly kind: FoundScript["kind"];
  readonly target: string;
}

/** A file that was read, or why it was not. */
export interface FoundFile {
  /** Empty if it was read. */
  readonly unread: string;
  readonly bytes: Uint8Array;
}

/** A run's record. */
export interface FoundRecord extends FoundFile {
  /** The process that a record names which says that it runs; empty otherwise. */
  readonly pid: string;
  /** When that process started, as the record has it; empty if it is gone. */
  readonly processStart: string;
}

/** All that a host has told of itself, as it is: text of the host's, to be cleaned before it is shown. */
export interface HostFacts {
  readonly uid: number;
  readonly user: string;
  readonly hasSudo: boolean;
  /** Versions; empty where there is none. */
  readonly bash: string;
  readonly pveContainer: string;
  readonly boot: string;
  readonly node: string;
  /** Programs that are missing, of those that were asked for. */
  readonly missingPrograms: readonly string[];
  /** Why the folder of scripts cannot be read, such as `missing`; empty if it was. */
  readonly folder: string;
  /** By file name. */
  readonly scripts: ReadonlyMap<string, FoundScript>;
  /** By CTID. */
  readonly links: ReadonlyMap<number, FoundLink>;
  /** Why the configurations cannot be read; empty if they were. */
  readonly containers: string;
  readonly configs: ReadonlyMap<number, FoundFile>;
  /** Where else in the cluster a CTID is: the node, and whether it is a virtual machine. */
  readonly elsewhere: ReadonlyMap<number, { readonly node: string; readonly isMachine: boolean }>;
  /** How `pct list` ended, and what it said; undefined if there is no `pct`. */
  readonly pct: { readonly exit: number; readonly said: string } | undefined;
  /** Why the records cannot be read; empty if they were, or if there are none. */
  readonly records: string;
  readonly runs: ReadonlyMap<number, FoundRecord>;
  readonly checks: ReadonlyMap<number, FoundRecord>;
  /** CTIDs whose lock a process holds, and its number. */
  readonly held: ReadonlyMap<number, string>;
  /** What is there by each path that was asked for. */
  readonly paths: ReadonlyMap<string, { readonly kind: string; readonly readable: boolean }>;
}
