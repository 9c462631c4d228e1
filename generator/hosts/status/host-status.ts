import { generated } from "../../files/outputs.ts";
import { type ContainerStatus, containerStatus, type Described, type ScriptPlace } from "./container-status.ts";
import type { HostFacts } from "./host-facts.ts";
import { hostLacks } from "./host-needs.ts";
import { parsePctList } from "./pct-list.ts";
import { type ScriptState, scriptState } from "./script-state.ts";

/** A script on a host that no definition of that host describes. */
export interface Stray {
  readonly file: string;
  readonly ctid: number;
  readonly script: ScriptState;
  /** The host that the container's definition names; null if there is no such definition. */
  readonly belongsTo: string | null;
}

/** What one host says, beside the definitions. */
export interface HostStatus {
  readonly containers: readonly ContainerStatus[];
  readonly strays: readonly Stray[];
  /** Why scripts end with 78 there, and what else concerns all of them. */
  readonly problems: readonly string[];
  /** Why not all of it could be read; empty if it was. */
  readonly limited: string;
  readonly asDescribed: boolean;
}

/** What the definitions say of one host. */
export interface DescribedHost extends ScriptPlace {
  readonly containers: readonly Described[];
  /** All CTIDs that have a definition, with the name of their host. */
  readonly fleet: ReadonlyMap<number, string>;
  /** Whether only some of the containers are asked for: then nothing is said of others. */
  readonly isPart: boolean;
}

/** Compares a host with its definitions. Pure, and never throws, whatever the host says; its words are not cleaned yet. */
export function hostStatus(described: DescribedHost, facts: HostFacts): HostStatus {
  const power = parsePctList(facts.pct?.exit === 0 ? facts.pct.said : "");
  const containers = described.containers.map((one) => containerStatus(one, facts, power, described));
  const strays = described.isPart ? [] : straysOf(described, facts);
  const problems = [...hostLacks(facts), ...folderProblem(described, facts), ...pctProblem(facts)];
  const limited = limitsOf(facts);
  const asDescribed =
    containers.every((one) => one.asDescribed) && strays.length + problems.length === 0 && limited === "";
  return { containers, strays, problems, limited, asDescribed };
}

function limitsOf({ uid, user, hasSudo, pct, containers }: HostFacts): string {
  if (uid !== 0) {
    const sudo = hasSudo ? "sudo -n did not let it be root" : "there is no sudo";
    return `the user ${user} cannot read all of it, and ${sudo}; fix: connect as root, or a NOPASSWD line in /etc/sudoers.d`;
  }
  return pct === undefined && containers !== "" ? "there is no pct: this is not a Proxmox VE host" : "";
}

function straysOf({ containers, fleet }: DescribedHost, { scripts }: HostFacts): Stray[] {
  const own = new Set(containers.map(({ script }) => script));
  return [...scripts].flatMap(([file, found]) => {
    if (own.has(file) || !generated.test(file)) return [];
    const ctid = Number(file.replace(/\D/g, ""));
    return [{ file, ctid, script: scriptState(found, undefined), belongsTo: fleet.get(ctid) ?? null }];
  });
}

const folderProblem = ({ scriptFolder }: ScriptPlace, { folder }: HostFacts): string[] => {
  const why = folder === "link" ? "a link" : folder;
  return folder === "" ? [] : [`the folder of scripts ${scriptFolder} is ${why}`];
};

function pctProblem({ pct, uid }: HostFacts): string[] {
  // Missing, it is among the tools; and whoever is not root is told that.
  if (pct === undefined || pct.exit === 0 || uid !== 0) return [];
  const said = pct.said.trim().split("\n").at(-1) ?? "";
  return [pct.exit < 0 ? `pct list: ${said}` : `pct list ended with ${pct.exit}: ${said}`];
}
