import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Exit } from "../../contract/cli-exit-codes.ts";
import type { Definition } from "../../dsl/container.ts";
import { compile } from "../../pipeline/compile.ts";
import { makeFleet } from "../../rules/fleet.ts";
import { type Composed, compose } from "../../scaffold/compose.ts";
import type { Sibling } from "../../scaffold/definition-folder.ts";
import { fileStem } from "../../scaffold/file-stem.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Problem } from "../../validation/problem.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { showFindings } from "../ui/report.ts";
import { newWish } from "./new-options.ts";

/** One more definition, written as the others of the folder are. */
export const newCommand: Command<Data<"new">> = {
  name: "new",
  summary: "Write one more definition, in the style of the others",
  takes: "words",
  usage: "CTID",
  flags: {
    name: { type: "string", about: "hostname; the file is named for it too" },
    from: { type: "string", values: "ctids", about: "CTID of the template that it is cloned from" },
    host: {
      type: "string",
      about: "name of the host that it is on, where there are several; a clone is on its template's",
    },
    template: { type: "boolean", about: "a template, which ends as a snapshot, rather than an application" },
    snapshot: { type: "string", about: "name of a template's snapshot; default <name>-snapshot" },
    ip: { type: "string", about: "IPv4 address, with or without /prefix; default: a free one" },
    gateway: { type: "string", about: "IPv4 address; default: that of the others on the subnet" },
    mac: { type: "string", about: "hardware address; default: a free one" },
    memory: { type: "string", about: "MiB; default: the parent's" },
    cores: { type: "string", about: "how many; default: the parent's" },
    disk: { type: "string", about: "GiB; default: the parent's" },
    description: { type: "string", about: "one line for people" },
    json: { type: "boolean", about: "print what was written as JSON" },
  },
  async run(call) {
    const { plans, findings, failed, hosts } = await compile(call.folder);
    // A folder without any container yet is what this command is for.
    if (failed && findings.some(({ code }) => code !== "D209")) {
      showFindings(findings, call);
      call.err("nothing was written; mend this first");
      return { exit: Exit.finding, findings };
    }
    const siblings = plans.map(({ definition, file }): Sibling => ({ definition, file }));
    const fleet = siblings.map(({ definition }) => definition);
    const wish = await newWish(call, siblings, hosts);
    const composed = compose(wish, fleet);
    if (typeof composed === "string") throw new UsageError(composed);
    const { problems } = makeFleet(hosts, [...fleet, composed.definition]);
    const doubts = refuse(problems, composed.definition, fleet);

    const file = `definitions/${wish.ctid}-${fileStem(wish.name)}.ts`;
    // The compiler takes longer to load than all the rest.
    const { newDefinition } = await import("../../scaffold/new-definition.ts");
    const text = newDefinition(call.folder, siblings, composed, doubts);
    mkdirSync(dirname(join(call.folder, file)), { recursive: true });
    writeFileSync(join(call.folder, file), text, { flag: "wx" });
    if (!call.json) tell(file, composed, call);
    return {
      exit: Exit.fine,
      findings: findings.filter(({ severity }) => severity === "warning"),
      data: dataOf(file, composed),
    };
  },
};

/** What is wrong with the new container itself ends the command; the codes of what is only doubtful are returned. */
function refuse(problems: readonly Problem[], own: Definition, fleet: readonly Definition[]): string[] {
  const mine = problems.filter(({ origin }) => origin === own.origin);
  const wrong = [
    ...taken(own, fleet),
    ...mine
      .filter(({ severity, code }) => severity === "error" && code !== "D110" && code !== "D115")
      .map((problem) => `${flagOf(problem.path)}: ${asFlag(problem)}`),
  ];
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
  return mine.map(({ code }) => code);
}

/** What two containers must not share. The fleet's own rule reports the one with the higher CTID, which need not be the new one. */
function taken({ options: { name, network } }: Definition, fleet: readonly Definition[]): string[] {
  const same = (flag: string, value: string, of: (other: Definition) => string): string[] =>
    fleet
      .filter((other) => of(other).toLowerCase() === value.toLowerCase())
      .map(({ options }) => `${flag}: ${value} is taken by container ${options.ctid}; each needs its own`);
  const address = (ip: string): string => ip.replace(/\/.*/, "");
  return [
    ...same("--name", name, ({ options }) => options.name),
    ...same("--ip", address(network.ip), ({ options }) => address(options.network.ip)),
    ...same("--mac", network.mac, ({ options }) => options.network.mac),
  ];
}

/** The flag that gave a field. */
function flagOf([first, second]: readonly PropertyKey[]): string {
  const field = String(first === "network" ? second : first);
  return field === "ctid" ? "CTID" : field === "cloneOf" ? "--from" : `--${field}`;
}

/** A problem of one value says all by itself; one of several says what to do about it. */
const asFlag = ({ code, message, fix }: Problem): string =>
  /^D10[1-4]$/.test(code) ? message.replace(/^`[^`]*` /, "") : `${message}; ${fix}`;

function dataOf(file: string, { definition }: Composed): Data<"new"> {
  const { ctid, name, cloneOf, snapshot, network } = definition.options;
  const parent = cloneOf?.options.ctid ?? null;
  return { file, ctid, kind: definition.is, name, parent, snapshot: snapshot ?? null, network };
}

function tell(file: string, { definition, neighbour }: Composed, call: Call): void {
  const { ctid, cloneOf, snapshot, network } = definition.options;
  const origin = cloneOf
    ? `cloned from ${cloneOf.options.ctid} at '${cloneOf.options.snapshot}'`
    : "created from the OS template";
  call.err(`created ${file}: ${definition.is}, ${origin}${snapshot ? `, ends as snapshot '${snapshot}'` : ""}`);
  const chosen = (["ip", "mac"] as const).filter((one) => call.flags[one] === undefined);
  const next = neighbour ? `next to container ${neighbour.options.ctid}'s` : "made from the CTID";
  for (const one of chosen) call.err(`        ${one} ${network[one]}: free, ${next}; --${one} gives another`);
  call.err(`next: its steps, then phoenix-setup generate ${ctid}`);
}
