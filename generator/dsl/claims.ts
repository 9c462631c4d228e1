import type { FeatureOptions } from "./features.ts";
import type { Text } from "./text.ts";
import type { Size } from "./units.ts";

/** What a step says of the container as a whole. It is held against the container's own options. */
export interface Claims {
  /** RAM limit that the host's side sets. */
  readonly memory?: Size;
  /** CPU cores that the host's side sets. */
  readonly cores?: number;
  /** Whether it fills the memory that the definition gives the container, as a model server does, and so cannot do with less. */
  readonly usesMemory?: boolean;
  /** Whether it has Proxmox protect the container, which then takes no change of what is mounted in it. */
  readonly protects?: boolean;
  /** Whether it changes what is mounted in the container, which Proxmox refuses while that is protected. */
  readonly changesMounts?: boolean;
  /** Features that the container's own `features` speak of, too. */
  readonly features?: FeatureOptions;
  /** A folder of the host that is mounted inside: no snapshot can be taken then. */
  readonly mounts?: string;
  /** A folder of the host that is mounted inside so that it can be written to from there. */
  readonly shares?: string;
  /** What the script makes, changes or reads on the host, as root, and the option that names it. A step's `hostFile` needs no mention. */
  readonly touches?: TouchedPath;
  /** A folder inside that it gives to a user, who may then replace what is in it. */
  readonly gives?: GivenFolder;
  /** Files inside whose state it decides. Default: those that it replaces, by its traits, each as a whole. */
  readonly decides?: readonly DecidedFile[];
  /** On the host's side, whether it asks something inside, so that the container has to be ready before it. */
  readonly asksInside?: boolean;
  /** Parameters of the kernel that are set inside. */
  readonly kernel?: readonly string[];
  /** Another container of the fleet, which it waits for. */
  readonly neighbour?: Neighbour;
}

/** A folder inside, and its owner. */
export interface GivenFolder {
  /** Absolute. */
  readonly folder: string;
  /** Name of the user. */
  readonly owner: string;
}

/** A file inside whose state a step decides. */
export interface DecidedFile {
  /** Absolute. */
  readonly path: string;
  /** The option that names it. */
  readonly option?: string;
  /** Whether all below that path is meant as well. */
  readonly below?: boolean;
  /** The lines that it adds or removes, as far as they are known; all others stay. Default: it decides the whole. */
  readonly lines?: readonly string[];
  /** Whether a line that is there already is one that it replaces or removes. */
  readonly takes?: (line: string) => boolean;
}

/** A path of the host that a step's script works on. */
export interface TouchedPath {
  /** Absolute. */
  readonly path: Text;
  /** The option that names it. */
  readonly option: string;
}

/** What a step knows of another container that it waits for: the definition itself, which holds steps in turn. */
export interface Neighbour {
  /** Which of the two kinds it is. */
  readonly is: "template" | "application";
  /** Its options, of which the number is enough. */
  readonly options: {
    /** Container id. */
    readonly ctid: number;
  };
}
