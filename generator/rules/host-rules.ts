import type { Definition } from "../dsl/container.ts";
import { parentOf } from "../dsl/container-schema.ts";
import { type FleetHost, hostOf } from "../dsl/fleet-host.ts";
import { hostName } from "../dsl/host.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";
import { problem } from "./fleet-rules.ts";

/** What is wrong with hosts: by themselves, and with their names. */
export function hostProblems(hosts: readonly FleetHost[]): Problem[] {
  const first = new Map<string, FleetHost>();
  return hosts.flatMap(({ name, file, made }): Problem[] => {
    const other = first.get(name.toLowerCase());
    first.set(name.toLowerCase(), other ?? { name, file, made });
    const wrong = (code: Problem["code"], message: string, fix: string, related: Problem["related"] = []): Problem => ({
      code,
      severity: severityOf(code),
      message,
      fix,
      origin: made.origin,
      path: ["name"],
      related,
    });
    if (made.problems.length > 0) return [...made.problems];
    if (!hostName.test(name))
      return [wrong("D104", `the file's name, ${name}, is not a host's name`, 'say it: host({ name: "pve1", … })')];
    if (other === undefined) return [];
    const related = [{ origin: other.made.origin, path: ["name"], label: "first used here" }];
    return [wrong("D119", `two hosts are called ${name}`, "give each host a name of its own", related)];
  });
}

/** Where a container is: each on one host of the fleet, a clone on its template's. */
export function placementProblems(definition: Definition, hosts: readonly FleetHost[]): Problem[] {
  const { ctid, host } = definition.options;
  const parent = parentOf(definition);
  const names = hosts.map(({ name }) => name).join(", ");
  if (host === undefined) {
    if (parent !== undefined || hosts.length < 2) return [];
    const message = `container ${ctid} names no host, and there are ${hosts.length}: ${names}`;
    return [problem(definition, [], "D115", message, "import its host, and write host: …")];
  }
  const own = hosts.find(({ made }) => made === host);
  if (own === undefined) {
    const message = `the host of container ${ctid} is not exported by a definition file`;
    return [problem(definition, ["host"], "D118", message, "give it a file of its own, and import it from there")];
  }
  const other = parent === undefined ? undefined : hostOf(parent, hosts);
  if (parent === undefined || other === undefined || other === own) return [];
  const message = `container ${ctid} is on ${own.name}, and its template ${parent.options.ctid} on ${other.name}`;
  const fix = "leave `host` out: a clone is on its template's host; another host needs a template of its own";
  const path = parent.options.host === undefined ? [] : ["host"];
  return [
    problem(definition, ["host"], "D117", message, fix, [{ origin: parent.origin, path, label: "the template" }]),
  ];
}
