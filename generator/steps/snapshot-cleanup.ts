import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";

/** Options of the clean-up before a snapshot, which every template has as its last step inside. */
export interface SnapshotCleanupOptions extends StepOptions {
  /** Files that hold secrets and must not be in a clone. */
  readonly secrets: readonly string[];
}

/**
 * Nothing is left that clones must not share: machine id, SSH host keys (a unit makes new ones before sshd starts where there are none),
 * downloaded packages and apt's lists, secrets. `pct clone` itself resets no more than the machine id.
 */
export const snapshotCleanup = defineStep<SnapshotCleanupOptions>({
  kind: "snapshot-cleanup",
  schema: z.strictObject({ secrets: z.array(z.string()).readonly() }),
  title: () => "nothing is left that clones must not share",
  limit: 120,
  view: ({ secrets }) => ({ secrets }),
});
