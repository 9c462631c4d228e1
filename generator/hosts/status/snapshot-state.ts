import type { ContainerConfig } from "./container-config.ts";

/** How a template's snapshot stands to its definition, and what it says of itself. */
export interface SnapshotState {
  readonly is: "current" | "outdated" | "unknown" | "none";
  readonly detail: string;
}

/** As the script writes it, see `PROVENANCE` there. */
const MADE_BY = /^phoenix-setup plan=([0-9a-f]{64}) values=\S+$/;

/** Returns which plan a template's snapshot bears. */
export function snapshotState({ snapshots }: ContainerConfig, name: string, plan: string): SnapshotState {
  const snapshot = snapshots.get(name);
  if (snapshot === undefined) return { is: "none", detail: "" };
  const half = snapshot.settings.get("snapstate");
  // One that was cut off looks like a good one, but for this.
  if (half !== undefined) return { is: "unknown", detail: `half made (snapstate ${half})` };
  const [first = ""] = snapshot.description.split("\n");
  const made = MADE_BY.exec(first.trimEnd())?.[1];
  if (made === undefined) return { is: "unknown", detail: first === "" ? "" : `its description is '${first}'` };
  return made === plan
    ? { is: "current", detail: "" }
    : { is: "outdated", detail: `made by plan ${made.slice(0, 12)}` };
}
