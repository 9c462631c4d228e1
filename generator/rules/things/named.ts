import type { Step } from "../../dsl/step.ts";
import type { Required, Thing } from "../../dsl/things.ts";
import { packageOf } from "../../steps/options/package-things.ts";
import type { Problem } from "../../validation/problem.ts";
import { type ProblemCode, severityOf } from "../../validation/problem-codes.ts";

const NOUNS: Readonly<Record<Exclude<Thing["what"], "path" | "setting">, string>> = {
  unit: "the unit",
  user: "the user",
  group: "the group",
  package: "the package",
  program: "the program",
  port: "port",
  container: "the Docker container",
  network: "the Docker network",
  volume: "the Docker volume",
};

/** Returns how messages name a thing. */
export const named = ({ what, name }: Thing): string =>
  what === "path" || what === "setting" ? name : `${NOUNS[what]} ${name}`;

/** Returns the warning of a thing that nothing makes; undefined where something that is not known may make it. */
export function absentThing(step: Step, thing: Required): Problem | undefined {
  const found = thing.verb === undefined ? needed(thing) : awaited(thing);
  if (found === undefined) return undefined;
  const { code, message, fix } = found;
  const path = thing.at ?? [];
  return { code, severity: severityOf(code), message, fix: `${fix}, or accept ${code}`, origin: step.origin, path };
}

interface Absent {
  readonly code: ProblemCode;
  readonly message: string;
  readonly fix: string;
}

function needed(thing: Required): Absent | undefined {
  const { what, name } = thing;
  const message = `this step needs ${named(thing)}, which nothing ${what === "program" || what === "package" ? "installs" : "makes"} before it`;
  if (what === "user") return { code: "D350", message, fix: `put user.present({ name: "${name}" }) before it` };
  if (what === "group") return { code: "D350", message, fix: `put user.group({ name: "${name}" }) before it` };
  if (what === "network") return { code: "D351", message, fix: `put docker.network({ name: "${name}" }) before it` };
  if (name === "docker") return { code: "D351", message, fix: "put ...dockerEngine() before it" };
  if (what === "program" || what === "package")
    return { code: "D351", message, fix: `put apt.packages({ packages: ["${packageOf(name)}"] }) before it` };
  return undefined;
}

const MAKERS: Readonly<Partial<Record<Thing["what"], string>>> = {
  port: "opens",
  container: "runs",
  unit: "has",
  path: "makes",
};

function awaited(thing: Required): Absent | undefined {
  const maker = MAKERS[thing.what];
  if (maker === undefined) return undefined;
  return {
    code: "D352",
    message: `this step waits for ${named(thing)}, which nothing of this container ${maker}`,
    fix: "name what is meant",
  };
}
