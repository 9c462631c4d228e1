import { existsSync } from "node:fs";
import { join } from "node:path";
import { Exit } from "../../contract/cli-exit-codes.ts";
import type { FleetHost } from "../../dsl/fleet-host.ts";
import { writeNewFiles } from "../../files/new-files.ts";
import { readInput, type Unread } from "../../hosts/config/input-file.ts";
import type { Imported } from "../../hosts/import/define.ts";
import type { Input } from "../../hosts/import/facts.ts";
import { fileOf, HOST_FILE, type Import, importContainers, type Project } from "../../hosts/import/import.ts";
import { inputOf } from "../../hosts/import/input.ts";
import { compile } from "../../pipeline/compile.ts";
import type { Sibling } from "../../scaffold/definition-folder.ts";
import { UsageError } from "../../validation/failures.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { count } from "../ui/count.ts";
import { showFindings, showWithoutFrames } from "../ui/report.ts";

/** Definitions of containers that are there already. */
export const importCommand: Command<Data<"import">> = {
  name: "import",
  summary: "Write definitions of existing containers, from the orchestrator's file or their own",
  takes: "words",
  usage: "<file…>",
  flags: {
    on: { type: "string", about: "name of the host that the containers are on, where definitions describe several" },
    "dry-run": { type: "boolean", about: "tell what would be written, and write nothing" },
    json: { type: "boolean", about: "print what was written as JSON" },
  },
  async run(call) {
    if (call.words.length === 0)
      throw new UsageError(
        "import takes files: a phoenix_lxc_configs.json, files of /etc/pve/lxc, outputs of pct config",
      );
    const project = await projectOf(call);
    if ("findings" in project) {
      if (!call.json) showFindings(project.findings, call);
      call.err("nothing was written; mend this first");
      return { exit: Exit.finding, findings: project.findings };
    }
    const imported = importContainers(
      call.words.map((word) => read(word, call)),
      project,
    );
    const { findings, failed } = imported;
    if (!call.json) showWithoutFrames(findings, call);
    if (failed) {
      call.err("nothing was written");
      return { exit: Exit.finding, findings };
    }
    if (imported.containers.length === 0) throw new UsageError("the files describe no container; nothing was written");
    // The compiler takes longer to load than all the rest.
    const { importTexts } = await import("../../hosts/import/texts.ts");
    const texts = importTexts(imported, project);
    const isDry = call.flags["dry-run"] === true;
    if (!isDry) writeNewFiles(call.folder, texts);
    if (!call.json) tell(imported, isDry, call);
    return { exit: Exit.fine, findings, data: dataOf(imported, !isDry) };
  },
};

/** The project as it is; without definitions yet, an empty one. */
async function projectOf({ folder, flags }: Call): Promise<Project | { readonly findings: readonly Finding[] }> {
  if (!existsSync(join(folder, "definitions"))) return { folder, siblings: [], hosts: [], host: undefined };
  const { plans, findings, failed, hosts } = await compile(folder);
  // A folder without any container yet is what this command is for.
  if (failed && findings.some(({ code }) => code !== "D209")) return { findings };
  const siblings = plans.map(({ definition, file }): Sibling => ({ definition, file }));
  return { folder, siblings, hosts, host: chosen(hosts, flags["on"]) };
}

/** The host that the containers are on, of those that the project has. */
function chosen(hosts: readonly FleetHost[], name: string | boolean | undefined): FleetHost | undefined {
  const names = hosts.map((one) => one.name).join(", ");
  const found = name === undefined && hosts.length < 2 ? hosts[0] : hosts.find((one) => one.name === name);
  if (found || (hosts.length === 0 && name === undefined)) return found;
  throw new UsageError(
    name === undefined
      ? `say with --on which host the containers are on: ${names}`
      : `--on: no definition describes a host '${name}'; there ${names === "" ? "is none" : `are ${names}`}`,
  );
}

function read(word: string, { folder }: Call): Input {
  const text = readInput(join(word.startsWith("/") ? "" : folder, word));
  return typeof text === "string" ? inputOf(text, word) : { containers: [], host: {}, findings: [unread(word, text)] };
}

const unread = (file: string, { problem, fix, line }: Unread): Finding =>
  finding("D410", `the file ${problem}`, fix, { file, line, column: 1 });

function tell({ containers, host }: Import, isDry: boolean, call: Call): void {
  const verb = isDry ? "would create" : "created";
  if (host) call.err(`${verb} ${HOST_FILE}: what all containers have in common`);
  for (const one of containers) {
    const { cloneOf, snapshot } = one.definition.options;
    const parts = [
      one.definition.is,
      ...(cloneOf ? [`cloned from ${cloneOf.options.ctid}`] : []),
      ...(snapshot === undefined ? [] : [`ends as snapshot '${snapshot}'`]),
      count(one.steps.size, "step"),
      ...(one.facts.leftovers.length === 0 ? [] : [`${count(one.facts.leftovers.length, "setting")} not imported`]),
    ];
    call.err(`${verb} ${fileOf(one)}: ${parts.join(", ")}`);
  }
  const isNew = !existsSync(join(call.folder, "package.json"));
  if (!isDry) call.err(`next: ${isNew ? "phoenix-setup init, then " : ""}phoenix-setup generate`);
}

const dataOf = ({ containers, host }: Import, written: boolean): Data<"import"> => ({
  written,
  host: host ? HOST_FILE : null,
  containers: containers.map(containerData),
});

function containerData(one: Imported): Data<"import">["containers"][number] {
  const { ctid, name, cloneOf, snapshot } = one.definition.options;
  return {
    file: fileOf(one),
    ctid,
    kind: one.definition.is,
    name,
    parent: cloneOf?.options.ctid ?? null,
    snapshot: snapshot ?? null,
    steps: [...one.steps.keys()].map(({ kind }) => kind),
    notImported: one.facts.leftovers.map(({ text, place }) => ({ text, place })),
  };
}
