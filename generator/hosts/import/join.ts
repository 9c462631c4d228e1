import { type Finding, finding } from "../../validation/finding.ts";
import { type Facts, FIELDS, type Said } from "./facts.ts";
import { shown } from "./shown.ts";

/** The snapshot that the orchestrator takes of each container after its script. */
const ORCHESTRATORS = "configured-state";

/** Puts what several inputs say of a container together: what the orchestrator's file says counts, and the container's own adds to it. */
export function joined(all: readonly Facts[]): { readonly containers: Facts[]; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const byCtid = new Map<number, Facts>();
  for (const facts of [...all].sort((a, b) => Number(a.from === "conf") - Number(b.from === "conf"))) {
    const first = byCtid.get(facts.ctid);
    if (first === undefined) byCtid.set(facts.ctid, facts);
    else if (first.from === facts.from) findings.push(twice(facts, first));
    else findings.push(...differences(first, facts), ...privilege(first, facts));
    if (first && first.from !== facts.from) byCtid.set(facts.ctid, together(first, facts));
  }
  const containers = [...byCtid.values()].sort((a, b) => a.ctid - b.ctid);
  for (const one of containers) leaveSnapshots(one);
  return { containers, findings };
}

function twice({ ctid, place }: Facts, first: Facts): Finding {
  const message = `container ${ctid} stands in two inputs`;
  return {
    ...finding("D414", message, "give one of them", place),
    related: [{ place: first.place, label: "first read here" }],
  };
}

const together = (json: Facts, conf: Facts): Facts => ({
  ...conf,
  ...json,
  steps: [...json.steps, ...conf.steps],
  leftovers: [...json.leftovers, ...conf.leftovers],
  snapshots: conf.snapshots,
});

/** How the fields of both inputs are called. */
function differences(json: Facts, conf: Facts): Finding[] {
  return FIELDS.filter((field) => field !== "unprivileged").flatMap((field): Finding[] => {
    const [wanted, is] = [json[field], conf[field]] as (Said<unknown> | undefined)[];
    if (wanted === undefined || is === undefined || word(wanted) === word(is)) return [];
    const message = `${field} of container ${json.ctid} is ${word(is)} here, and ${word(wanted)} in the orchestrator's file, which counts`;
    return [
      {
        ...finding("D422", message, "make one of them like the other", is.place),
        related: [{ place: wanted.place, label: "counts" }],
      },
    ];
  });
}

/** `pct` cannot change a container's privilege: what it has counts. */
function privilege(json: Facts, conf: Facts): Finding[] {
  const [wanted, is] = [json.unprivileged, conf.unprivileged];
  if (wanted === undefined || is === undefined || wanted.value === is.value) return [];
  json.unprivileged = is;
  const message = `container ${json.ctid} is ${is.value ? "" : "not "}unprivileged, unlike in the orchestrator's file; pct cannot change that`;
  return [finding("D422", message, "make the file like the container", is.place)];
}

const word = ({ value }: Said<unknown>): string =>
  shown(typeof value === "string" ? value.toLowerCase() : JSON.stringify(value));

/** Snapshots that the definition does not name are nothing that it could make. */
function leaveSnapshots(facts: Facts): void {
  for (const { value, place } of facts.snapshots)
    if (value !== ORCHESTRATORS && value !== facts.snapshot?.value)
      facts.leftovers.push({ text: `snapshot ${shown(value)}`, place });
}
