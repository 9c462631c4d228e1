import type { Definition } from "../../dsl/container.ts";
import type { Step } from "../../dsl/step.ts";
import type { Provided } from "../../dsl/things.ts";
import type { Problem } from "../../validation/problem.ts";
import { severityOf } from "../../validation/problem-codes.ts";
import { templatesAbove } from "./templates-above.ts";

/** A port that something listens on, and the step that sees to that. */
interface Listener {
  readonly step: Step;
  readonly port: Provided;
}

/** Returns the ports that two programs of a container would listen on, at one address. */
export function portClashes(definition: Definition): Problem[] {
  const inherited = templatesAbove(definition).flatMap(({ options }) => options.steps.flatMap(listenersOf));
  const earlier = new Map<string, Listener[]>();
  const add = (one: Listener) => earlier.set(one.port.name, [...(earlier.get(one.port.name) ?? []), one]);
  // A template's trials are over when a clone begins.
  for (const one of inherited) if (one.port.state?.["brief"] !== true) add(one);
  return definition.options.steps.flatMap(listenersOf).flatMap((one): Problem[] => {
    const other = (earlier.get(one.port.name) ?? []).find((before) => clash(before, one));
    add(one);
    return other === undefined ? [] : [portClash(one, other)];
  });
}

const listenersOf = (step: Step): Listener[] =>
  (step.provides ?? []).flatMap((port) => (port.what === "port" && port.state !== undefined ? [{ step, port }] : []));

/** Whether both are there at once, and want the same. */
function clash(one: Listener, other: Listener): boolean {
  const { address, protocol, of, brief } = one.port.state ?? {};
  const theirs = other.port.state ?? {};
  if (one.step.when.length + other.step.when.length > 0) return false;
  // A container of the same name takes the place of the other; two trials come one after the other.
  const isReplaced = of !== undefined && of === theirs["of"] && one.step !== other.step;
  if (isReplaced || (brief === true && theirs["brief"] === true)) return false;
  return (
    protocol === theirs["protocol"] && (isAny(address) || isAny(theirs["address"]) || address === theirs["address"])
  );
}

const isAny = (address: unknown): boolean => address === "" || address === "0.0.0.0" || address === "[::]";

const portClash = ({ step, port }: Listener, other: Listener): Problem => ({
  code: "D172",
  severity: severityOf("D172"),
  message: `port ${port.name} is also that of '${other.step.title}', and only one program can listen on it`,
  fix: "give one of the two another port, or an address of its own",
  origin: step.origin,
  path: port.at ?? [],
  related: [{ origin: other.step.origin, path: other.port.at ?? [], label: "the other one" }],
});
