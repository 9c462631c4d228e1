import type { Definition } from "../../dsl/container.ts";
import type { FleetHost } from "../../dsl/fleet-host.ts";
import { makeFleet } from "../../rules/fleet.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import type { Origin, Place, Problem } from "../../validation/problem.ts";
import { severityOf } from "../../validation/problem-codes.ts";
import type { Imported } from "./define.ts";
import type { Facts, Said } from "./facts.ts";

/** Which fact a definition's field comes from. */
const FACT: Readonly<Record<string, keyof Facts>> = {
  ip: "ip",
  gateway: "gateway",
  mac: "mac",
  interface: "interface",
  cloneOf: "parent",
  vllm: "model",
  model: "model",
  tensorParallelSize: "tensorParallelSize",
};

/** Errors of the rules in imported containers, by themselves and beside those that are there, with their positions in the input. */
export function checkImported(
  imported: readonly Imported[],
  existing: readonly Definition[],
  hosts: readonly FleetHost[],
): Finding[] {
  const all = [...existing, ...imported.map(({ definition }) => definition)];
  const owners = new Map(imported.map((one) => [one.definition.origin, one]));
  const steps = new Map(imported.flatMap(({ steps }) => [...steps].map(([step, said]) => [step.origin, said])));
  const { problems } = makeFleet(hosts, all);
  return problems.flatMap((problem): Finding[] => {
    if (problem.code === "D110") return taken(problem, owners, all);
    const owner = owners.get(problem.origin);
    const place = owner ? placeOf(owner.facts, problem.path) : steps.get(problem.origin)?.place;
    // Warnings are those of `generate`.
    if (place === undefined || severityOf(problem.code) === "warning") return [];
    return [toFinding(problem, owner, place)];
  });
}

/** What a field alone cannot be is a matter of the input, not of a definition. */
function toFinding({ code, message, fix }: Problem, owner: Imported | undefined, place: Place): Finding {
  const who = owner ? `container ${owner.facts.ctid}: ` : "";
  if (!/^D10/.test(code)) return finding(code, `${who}${message}`, fix, place);
  return finding("D412", `${who}${message}`, "change it on the host or in the file, or leave the container out", place);
}

function placeOf(facts: Facts, path: readonly PropertyKey[]): Place {
  for (const part of [...path].reverse()) {
    const said = facts[FACT[String(part)] ?? (String(part) as keyof Facts)] as Said<unknown> | undefined;
    if (typeof said === "object" && "place" in said) return said.place;
  }
  return facts.place;
}

/** Two containers that say the same where each needs its own; of one that is there, the imported one is told. */
function taken(problem: Problem, owners: ReadonlyMap<Origin, Imported>, all: readonly Definition[]): Finding[] {
  const [other] = problem.related ?? [];
  const own = owners.get(problem.origin) ?? (other && owners.get(other.origin));
  if (own === undefined || other === undefined) return [];
  const isLater = own.definition.origin === problem.origin;
  const first = all.find(({ origin }) => origin === (isLater ? other.origin : problem.origin));
  const inInput = first && owners.get(first.origin);
  const what = problem.message.replace(/ is taken by .*/s, "");
  const by = inInput ? `container ${first?.options.ctid}` : `container ${first?.options.ctid} in definitions/`;
  const fix = inInput ? problem.fix : "nothing is overwritten: remove one of the two";
  const code = ["ctid", "name"].includes(String(problem.path.at(-1))) ? "D414" : "D110";
  const told = finding(code, `${what} is taken by ${by}`, fix, placeOf(own.facts, problem.path));
  if (inInput === undefined) return [told];
  return [{ ...told, related: [{ place: placeOf(inInput.facts, problem.path), label: "first used here" }] }];
}
