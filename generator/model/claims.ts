import type { Definition, FeatureOptions } from "./container.ts";
import type { Size } from "./units.ts";

/** What a step says of the container as a whole. It is held against the container's own options. */
export interface Claims {
  /** RAM limit that the host's side sets. */
  readonly memory?: Size;
  /** CPU cores that the host's side sets. */
  readonly cores?: number;
  /** Features that the container's own `features` speak of, too. */
  readonly features?: FeatureOptions;
  /** A folder of the host that is mounted inside: no snapshot can be taken then. */
  readonly mounts?: string;
  /** Parameters of the kernel that are set inside. */
  readonly kernel?: readonly string[];
  /** Another container of the fleet, which it waits for. */
  readonly neighbour?: Definition;
}
