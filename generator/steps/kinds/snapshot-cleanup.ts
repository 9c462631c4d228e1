import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { folderOf } from "../options/written-folders.ts";

/** Options of the clean-up before a snapshot, which every template has as its last step inside. */
export interface SnapshotCleanupOptions extends StepOptions {
  /** Files that hold secrets and must not be in a clone. */
  readonly secrets: readonly string[];
  /** Folders in which steps replace files: work that was cut off may have left something there. Default none. */
  readonly folders?: readonly string[];
}

/**
 * Nothing is left that clones must not share: machine id, SSH host keys (a unit makes new ones before sshd starts where there are none),
 * downloaded packages and apt's lists, secrets, and what work that was cut off has left. `pct clone` itself resets no more than the machine id.
 */
export const snapshotCleanup = defineStep<SnapshotCleanupOptions>({
  kind: "snapshot-cleanup",
  schema: z.strictObject({
    secrets: z.array(z.string()).readonly(),
    folders: z.array(z.string()).readonly().exactOptional(),
  }),
  title: () => "nothing is left that clones must not share",
  limit: 120,
  view: ({ secrets, folders = [] }) => ({
    secrets,
    folders: [...new Set([...folders, ...secrets.map(folderOf)])].sort(),
  }),
  shared: ({ secrets, folders = [] }) => [
    "apt-unlocked",
    ...(secrets.length + folders.length > 0 ? ["file-place"] : []),
  ],
  told: ({ secrets }) => ({
    check:
      "there are no machine id, no SSH host keys, no packages in apt's cache, no secrets, and nothing of work that was cut off",
    apply: `removes them${secrets.length > 0 ? `, ${secrets.join(" ")} among them` : ""}; a unit makes new host keys before sshd starts in a clone`,
  }),
});
