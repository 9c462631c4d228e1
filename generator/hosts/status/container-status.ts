import { decodeText } from "../../validation/clean-text.ts";
import { parseContainerConfig } from "./container-config.ts";
import { driftOf } from "./drift.ts";
import type { HostFacts } from "./host-facts.ts";
import { missingPaths, type Needs } from "./host-needs.ts";
import { type LastRun, lastRunOf } from "./last-run.ts";
import type { Drift } from "./look.ts";
import { type LinkState, linkState, type ScriptState, scriptState } from "./script-state.ts";
import { type SnapshotState, snapshotState } from "./snapshot-state.ts";
import type { WantedContainer } from "./wanted.ts";

/** One container of a host as its definition describes it. */
export interface Described {
  readonly ctid: number;
  readonly name: string;
  readonly file: string;
  /** Its script's file name, and sha256 of it. */
  readonly script: string;
  readonly sha256: string;
  readonly plan: string;
  /** Of a template. */
  readonly snapshot: string | null;
  readonly needs: Needs;
  readonly wanted: WantedContainer;
}

/** Whether a container is there, and what it does. */
export interface Presence {
  readonly is: "running" | "stopped" | "missing" | "elsewhere" | "unknown";
  /** The node that has it, or why it is not known. */
  readonly detail: string;
}

/** One container beside its definition. */
export interface ContainerStatus {
  readonly ctid: number;
  readonly name: string;
  readonly file: string;
  readonly script: ScriptState & { readonly file: string; readonly link: LinkState | null };
  readonly lastRun: LastRun;
  /** The last run in check mode. */
  readonly lastCheck: LastRun | null;
  /** Whether the last run was one of the script as the definitions describe it. */
  readonly ranThisPlan: boolean;
  readonly container: Presence;
  /** The word of Proxmox's lock; empty if there is none. */
  readonly lock: string;
  readonly drift: readonly Drift[];
  /** Null for an application. */
  readonly snapshot: SnapshotState | null;
  /** What its script reads on the host, and does not find there. */
  readonly missing: readonly string[];
  /** Whether all is as described. */
  readonly asDescribed: boolean;
}

/** Where scripts lie on a host. */
export interface ScriptPlace {
  readonly scriptFolder: string;
  /** Name of the links, with `<CTID>`; null if there are none. */
  readonly scriptLinks: string | null;
}

/** Compares one container with what its host says. Pure; the host's words are not cleaned yet. */
export function containerStatus(
  described: Described,
  facts: HostFacts,
  power: ReadonlyMap<number, "running" | "stopped">,
  { scriptFolder, scriptLinks }: ScriptPlace,
): ContainerStatus {
  const { ctid, name, file, plan, snapshot, wanted } = described;
  const around = { ctid, boot: facts.boot, isHeld: facts.held.has(ctid) };
  const config = configOf(ctid, facts);
  const script =
    facts.folder === "unreadable" ? UNREADABLE : scriptState(facts.scripts.get(described.script), described.sha256);
  const lastRun: LastRun =
    facts.records === ""
      ? lastRunOf(facts.runs.get(ctid), around)
      : { ...lastRunOf(undefined, around), is: "unreadable" };
  const check = facts.checks.get(ctid);
  const found = {
    script: {
      ...script,
      file: described.script,
      link: scriptLinks === null ? null : linkState(facts.links.get(ctid), scriptFolder, described.script),
    },
    lastRun,
    ranThisPlan: lastRun.plan === plan,
    container: presenceOf(ctid, facts, power),
    lock: config?.settings.get("lock") ?? "",
    drift: config === undefined ? [] : driftOf(config, wanted),
    snapshot: snapshot === null ? null : config === undefined ? NO_SNAPSHOT : snapshotState(config, snapshot, plan),
    missing: missingPaths(described.needs, facts),
  };
  const lastCheck = check === undefined ? null : lastRunOf(check, { ...around, isHeld: false });
  return { ctid, name, file, ...found, lastCheck, asDescribed: isAsDescribed(found) };
}

const UNREADABLE: ScriptState = { is: "unreadable", detail: "", plan: "" };
const NO_SNAPSHOT: SnapshotState = { is: "unknown", detail: "" };

function configOf(ctid: number, { configs }: HostFacts) {
  const found = configs.get(ctid);
  return found === undefined || found.unread !== "" ? undefined : parseContainerConfig(decodeText(found.bytes));
}

function presenceOf(ctid: number, facts: HostFacts, power: ReadonlyMap<number, "running" | "stopped">): Presence {
  const { configs, elsewhere, containers } = facts;
  const config = configs.get(ctid);
  const other = elsewhere.get(ctid);
  if (config === undefined && other !== undefined)
    return { is: "elsewhere", detail: other.isMachine ? `a virtual machine on ${other.node}` : other.node };
  if (config === undefined)
    return containers === ""
      ? { is: "missing", detail: "" }
      : { is: "unknown", detail: `its configuration is ${containers}` };
  if (config.unread !== "") return { is: "unknown", detail: `its configuration is ${config.unread}` };
  const state = power.get(ctid);
  return state === undefined
    ? { is: "unknown", detail: "pct list does not say whether it runs" }
    : { is: state, detail: "" };
}

type Found = Pick<
  ContainerStatus,
  "script" | "lastRun" | "ranThisPlan" | "container" | "lock" | "drift" | "snapshot" | "missing"
>;

/** All that could not be told is a difference: nobody should take it for being right. */
const isAsDescribed = ({ script, lastRun, ranThisPlan, container, lock, drift, snapshot, missing }: Found): boolean =>
  script.is === "same" &&
  (script.link === null || script.link === "right") &&
  lastRun.is === "ok" &&
  ranThisPlan &&
  container.is === "running" &&
  lock === "" &&
  drift.length === 0 &&
  (snapshot === null || snapshot.is === "current") &&
  missing.length === 0;
