import type { HostReport } from "../../hosts/status/report.ts";
import { count } from "./count.ts";
import { statusDetails } from "./status-details.ts";
import { table } from "./table.ts";

type Container = HostReport["containers"][number];

/** Columns that a table is not wider than; names are cut for it. */
const COLUMNS = 80;
const LEAST_NAME = 8;

/** What `status` prints for people: for each host a table, and below it what is not as described. */
export function statusText(hosts: readonly HostReport[], colour: boolean): string {
  return hosts.map((host) => hostText(host, colour)).join("\n\n");
}

function hostText(host: HostReport, colour: boolean): string {
  const { containers, strays, reason, state, problems } = host;
  const different = containers.filter(({ asDescribed }) => !asDescribed).length + strays.length;
  const counted =
    state === "unreachable"
      ? "not reachable"
      : `${count(containers.length, "container")}, ${different === 0 ? "all as described" : `${different} different`}`;
  const head = `${host.host} (${host.ssh}): ${counted}`;
  const said = [...(reason === "" ? [] : reason.split("\n")), ...problems].map((line) => `  ${line}`);
  return [
    [head, ...said].join("\n"),
    ...(containers.length === 0 ? [] : [rows(containers, colour)]),
    ...statusDetails(host),
  ].join("\n\n");
}

function rows(containers: readonly Container[], colour: boolean): string {
  const cells = containers.map((one) => ({
    ctid: one.ctid,
    script:
      one.script.link === "right" || one.script.link === null || one.script.is !== "same" ? one.script.is : "no link",
    "last run": runCell(one),
    container: containerCell(one),
    ...(containers.some(({ snapshot }) => snapshot !== null) && { snapshot: one.snapshot?.is ?? null }),
    name: one.name,
  }));
  const width = Math.max(
    ...table(cells.map(({ name: _, ...rest }) => ({ ...rest, name: "" })))
      .split("\n")
      .map(({ length }) => length),
  );
  const most = Math.max(LEAST_NAME, COLUMNS - width - 2);
  const shown = table(
    cells.map(({ name, ...rest }) => ({ ...rest, name: name.length > most ? `${name.slice(0, most - 1)}…` : name })),
  );
  if (!colour) return shown;
  const [head = "", ...lines] = shown.split("\n");
  return [head, ...lines.map((line, i) => (containers[i]?.asDescribed === true ? line : yellow(line)))].join("\n");
}

const yellow = (text: string): string => `\x1b[33m${text}\x1b[39m`;

function runCell({ lastRun: { is, exit, start }, ranThisPlan }: Container): string {
  const day = start.slice(0, 16).replace("T", " ");
  if (is === "failed") return `failed ${exit}`;
  if (is !== "ok") return is;
  return ranThisPlan ? `ok ${day}` : "ok, older script";
}

function containerCell({ container, lock, drift, missing }: Container): string {
  if (container.is === "elsewhere" || container.is === "missing") return container.is;
  const notes = [
    ...(lock === "" ? [] : ["locked"]),
    ...(drift.length === 0 ? [] : [`${drift.length} differ`]),
    ...(missing.length === 0 ? [] : ["lacks files"]),
  ];
  return [container.is, ...notes].join(", ");
}
