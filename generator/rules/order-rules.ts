import type { Definition } from "../dsl/container.ts";
import { type FleetHost, hostOf } from "../dsl/fleet-host.ts";
import { needsOf } from "../dsl/fleet-order.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";
import { problem } from "./fleet-rules.ts";

/** Where a host's CTIDs contradict what containers need. An orchestrator knows one host, so that CTIDs of two hosts say nothing about their order. */
export function ctidProblems(definition: Definition, hosts: readonly FleetHost[]): Problem[] {
  const host = hostOf(definition, hosts);
  if (host?.made.order === "tree") return [];
  const { ctid } = definition.options;
  return needsBelow(definition)
    .filter(({ needed }) => hostOf(needed, hosts) === host)
    .map(({ needed, path, verb }) => {
      const other = needed.options.ctid;
      const message = `container ${ctid} ${verb} ${other}, and an orchestrator goes by ascending CTID: ${ctid} before ${other}`;
      const where = host === undefined ? "in a host.ts" : `in ${host.file}`;
      const fix = `give ${ctid} a higher CTID than ${other}; or write order: "tree" ${where}, if no orchestrator sets the containers up`;
      return problem(definition, path, "D114", message, fix, [
        { origin: needed.origin, path: ["ctid"], label: `${other} comes later` },
      ]);
    });
}

/** What a container needs although its CTID is higher, and the option to change. */
export function needsBelow(definition: Definition) {
  const { ctid, cloneOf, dependsOn = [] } = definition.options;
  return needsOf(definition)
    .filter((needed) => needed.options?.ctid > ctid)
    .map((needed) =>
      needed === cloneOf
        ? { needed, path: ["ctid"], verb: "is cloned from" }
        : { needed, path: ["dependsOn", dependsOn.indexOf(needed)], verb: "depends on" },
    );
}

/** What `dependsOn` names has to be part of the fleet. That two need each other shows as files that import each other. */
export function dependencyProblems(definition: Definition, fleet: ReadonlySet<Definition>): Problem[] {
  const { dependsOn = [] } = definition.options;
  return dependsOn.flatMap((needed, i): Problem[] => {
    if (fleet.has(needed)) return [];
    const message = `container ${needed.options?.ctid}, which this one depends on, is not exported by a definition file`;
    const fix = "give it a file of its own, definitions/<CTID>-<name>.ts, and import it from there";
    return [problem(definition, ["dependsOn", i], "D140", message, fix)];
  });
}

/** Doubts about neighbours that a container waits for, although they come later in the order of set-up. */
export function lateNeighbours(definition: Definition, positions: ReadonlyMap<unknown, number>): Problem[] {
  const { ctid, steps } = definition.options;
  const position = positions.get(definition) ?? 0;
  return steps.flatMap(({ claims: { neighbour }, origin }): Problem[] => {
    if (neighbour === undefined || neighbour.is === "template" || (positions.get(neighbour) ?? -1) <= position)
      return [];
    const other = neighbour.options.ctid;
    return [
      {
        code: "D320",
        severity: severityOf("D320"),
        message: `container ${other} comes after ${ctid}, which waits for it`,
        fix: "name it in `dependsOn` (for an orchestrator: with a lower CTID), or accept D320 if it is always there before",
        origin,
        path: ["container"],
      },
    ];
  });
}
