import type { Configures } from "./configures.ts";

/** What holds of every step of a kind, whatever its options: the one place for it, so that nothing else asks for a kind by its name. */
export interface Traits {
  /** It works with the container's Docker engine. */
  readonly docker?: boolean;
  /** On the host, its Bash reaches nothing but `pct`, `curl` and what lies below `PHOENIX_HOST_ROOT`, so that a rehearsal runs it as it is. */
  readonly confined?: boolean;
  /** The name that the kind had before: it stands in the hashes of plans, so that a new name makes no snapshot look outdated. */
  readonly formerKind?: string;
  /** Its Bash is part of the script's frame, since it has to survive everything. */
  readonly frame?: boolean;
  /** It waits until the container has booted: nothing may cut that boot off before. */
  readonly awaitsBoot?: boolean;
  /** Exit codes of the script that are its doing. Default: those of a check, an apply and a verify that fail. */
  readonly exits?: readonly number[];
  /** Options whose values others get to see inside, and where. */
  readonly exposes?: Readonly<Record<string, string>>;
  /** Absolute paths of the files that it replaces, out of its view; `x` stands for a name that does not matter. Default: it replaces none. */
  readonly replaces?: (view: Readonly<Record<string, unknown>>) => readonly unknown[];
  /** What it sets in the container's configuration on the host, out of its view. Default: nothing. */
  readonly configures?: (view: Readonly<Record<string, unknown>>) => Configures;
}
