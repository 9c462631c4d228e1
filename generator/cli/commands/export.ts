import { UsageError } from "../../validation/failures.ts";
import { didYouMean } from "../../validation/nearest.ts";
import type { Command } from "../command.ts";
import type { Export } from "../export.ts";
import type { Data } from "../json/data.ts";

/** What there is to export to, by name. Each is loaded only when it is asked for. */
const EXPORTS: Readonly<Record<string, () => Promise<Export>>> = {
  ansible: async () => (await import("./export-ansible.ts")).exportAnsible,
  config: async () => (await import("./export-config.ts")).exportConfigFile,
};

/** The definitions for other programs: an Ansible collection with a playbook and an inventory, the orchestrator's file. */
export const exportCommand: Command<Data<"export">> = {
  name: "export",
  summary: "Write what other programs need of the definitions: export ansible <folder>, export config [file]",
  takes: "words",
  usage: "ansible <folder> | config [file]",
  words: Object.keys(EXPORTS),
  flags: {
    check: { type: "boolean", about: "tell whether it is what the definitions describe; writes nothing" },
    force: { type: "boolean", about: "overwrite files that were edited by hand" },
    "no-types": { type: "boolean", about: "leave TypeScript's compiler out" },
    "generic-steps": { type: "boolean", about: "config: leave GPUs and Portainer to the orchestrator's own steps" },
    on: { type: "string", about: "config: the host whose file it is, where there are several" },
    json: { type: "boolean", about: "print the result as JSON" },
  },
  async run(call) {
    const [name = "", ...words] = call.words;
    const names = Object.keys(EXPORTS);
    const load = Object.hasOwn(EXPORTS, name) ? EXPORTS[name] : undefined;
    if (load === undefined)
      throw new UsageError(
        name === ""
          ? `export needs to know what to export to: ${names.join(", ")}`
          : `there is no export to '${name}'${didYouMean(name, names)}`,
      );
    const { flags, run } = await load();
    const extra = Object.keys(call.flags).find((flag) => flag !== "json" && flag !== "help" && !flags.includes(flag));
    if (extra !== undefined) throw new UsageError(`export ${name} has no flag '--${extra}'`);
    return run(call, words);
  },
};
