import type { HostReport } from "../../status/report.ts";
import type { PackedFleetStatus, PackedStatus } from "./catalogue.ts";

/** What `status --json` said, as far as a page shows it. */
export interface FleetStatus {
  readonly fleet: PackedFleetStatus;
  readonly containers: ReadonlyMap<number, PackedStatus>;
}

type ContainerReport = HostReport["containers"][number];

/** Puts the report of each host into words, container by container; `file` is where the report was read. */
export function fleetStatus(hosts: readonly HostReport[], file: string): FleetStatus {
  const unreachable = hosts.filter(({ state }) => state === "unreachable");
  const problems = hosts.flatMap(({ host, problems, reason }) =>
    [...problems, ...(reason === "" ? [] : [reason])].map((text) => `${host}: ${text}`),
  );
  const containers = new Map(
    hosts.flatMap((host) => host.containers.map((one): [number, PackedStatus] => [one.ctid, statusOf(one)])),
  );
  const source = [`From ${file}.`, ...problems, ...(unreachable.length > 0 ? ["Containers there are unknown."] : [])];
  return { fleet: { source: source.join(" ") }, containers };
}

/** A container that no host has reported on. */
export const UNREPORTED: PackedStatus = { level: "unknown", summary: "Not in the report", details: [] };

function statusOf(one: ContainerReport): PackedStatus {
  if (one.asDescribed) return { level: "fine", summary: "As described", details: [lastRun(one)] };
  const differences = [...scriptWords(one), ...runWords(one), ...containerWords(one)];
  const [first = "differs"] = differences;
  const more = differences.length > 1 ? `, and ${differences.length - 1} more` : "";
  return { level: "attention", summary: `${first[0]?.toUpperCase()}${first.slice(1)}${more}`, details: differences };
}

const withDetail = (words: string, detail: string): string => (detail === "" ? words : `${words}: ${detail}`);

function scriptWords({ script }: ContainerReport): string[] {
  return [
    ...(script.is === "same" ? [] : [withDetail(`script ${script.is}`, script.detail)]),
    ...(script.link === null || script.link === "right" ? [] : [`link to the script ${script.link}`]),
  ];
}

function runWords(one: ContainerReport): string[] {
  const { is } = one.lastRun;
  if (is !== "ok") return [lastRun(one)];
  return one.ranThisPlan ? [] : ["last run was of another plan"];
}

function lastRun({ lastRun: { is, exit, end, start, step, reason } }: ContainerReport): string {
  if (is === "none") return "no run recorded";
  const time = end === "" ? start : end;
  const code = is === "failed" && exit !== null ? ` with ${exit}` : "";
  return [`last run ${is}${code}`, step, reason, time].filter((part) => part !== "").join(", ");
}

function containerWords({ container, lock, drift, snapshot, missing }: ContainerReport): string[] {
  return [
    ...(container.is === "running" ? [] : [withDetail(`container ${container.is}`, container.detail)]),
    ...(lock === "" ? [] : [`locked by Proxmox: ${lock}`]),
    ...drift.map(({ setting, is, wanted }) => `${setting} is ${is || "not set"}, described as ${wanted || "not set"}`),
    ...(snapshot === null || snapshot.is === "current" ? [] : [withDetail(`snapshot ${snapshot.is}`, snapshot.detail)]),
    ...missing.map((path) => `missing on the host: ${path}`),
  ];
}
