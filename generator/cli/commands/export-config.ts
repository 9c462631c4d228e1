import { basename, dirname, resolve } from "node:path";
import { Exit } from "../../contract/cli-exit-codes.ts";
import { replaceFiles } from "../../files/replace-files.ts";
import { type ExportedConfig, exportConfig, schemaNameOf } from "../../hosts/config/export-config.ts";
import { readInput } from "../../hosts/config/input-file.ts";
import { compile } from "../../pipeline/compile.ts";
import type { Plan } from "../../plan/plan.ts";
import { UsageError } from "../../validation/failures.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import type { Call } from "../command.ts";
import type { Export } from "../export.ts";
import type { Data } from "../json/data.ts";
import type { Result } from "../result.ts";
import { invalid, showFindings, showWithoutFrames } from "../ui/report.ts";

/** The name that the orchestrator knows. */
const DEFAULT_FILE = "phoenix_lxc_configs.json";

/** The orchestrator's configuration and its JSON schema. */
export const exportConfigFile: Export = {
  usage: "[file]",
  flags: ["check", "no-types", "generic-steps", "on"],
  async run(call, [file = DEFAULT_FILE, ...more]) {
    if (more.length > 0) throw new UsageError("export config takes the one file to write to");
    if (!file.endsWith(".json")) throw new UsageError(`export config writes JSON: '${file}' does not end with .json`);
    const { plans, findings, failed } = await compile(call.folder, { types: call.flags["no-types"] !== true });
    if (failed) return invalid(findings, call) as Result<Data<"export">>;
    if (!call.json) showFindings(findings, call);
    const path = resolve(call.folder, file);
    const existing = textAt(path, file);
    if (typeof existing === "object") return refused([existing], call);
    const genericSteps = call.flags["generic-steps"] === true;
    const exported = exportConfig({ ...onHost(plans, call.flags["on"]), genericSteps, file, existing });
    if ("problems" in exported) return refused(exported.problems, call);
    const schema = schemaNameOf(file);
    const schemaPath = resolve(call.folder, schema);
    const there = textAt(schemaPath, schema);
    if (typeof there === "object") return refused([there], call);
    const files = [
      { path, name: basename(file), is: existing, text: exported.text },
      { path: schemaPath, name: basename(schema), is: there, text: exported.schema },
    ];
    const created = files.filter(({ is }) => is === undefined);
    const changed = files.filter(({ is, text }) => is !== undefined && is !== text);
    const stale = [...created, ...changed];
    const onlyCheck = call.flags["check"] === true;
    if (!onlyCheck) replaceFiles(new Map(stale.map((one) => [one.path, one.text])));
    const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name);
    const unchanged = files.filter((one) => !stale.includes(one));
    if (!call.json) tell(call, { file, stale: names(stale), exported, onlyCheck });
    const isFine = exported.findings.length === 0 && (!onlyCheck || stale.length === 0);
    const data: Data<"export"> = {
      ...{ to: "config", folder: dirname(file), written: !onlyCheck, created: names(created), changed: names(changed) },
      ...{ unchanged: names(unchanged), removed: [], refused: [] },
    };
    return { exit: isFine ? Exit.fine : Exit.finding, findings: [...findings, ...exported.findings], data };
  },
};

/** The text of a file; undefined if there is none, and a finding if it cannot be read. */
function textAt(path: string, file: string): string | undefined | Finding {
  const read = readInput(path);
  if (typeof read === "string") return read;
  if (read.missing) return undefined;
  return finding("D410", `the file ${read.problem}`, read.fix, { file, line: read.line, column: 1 });
}

function refused(problems: readonly Finding[], call: Call): Result<Data<"export">> {
  if (!call.json) showWithoutFrames(problems, call);
  call.err("nothing was written");
  return { exit: Exit.finding, findings: problems };
}

/** The containers of one host: the orchestrator has a file on each. */
function onHost(plans: readonly Plan[], name: string | boolean | undefined) {
  const names = [...new Set(plans.map(({ host }) => host.name))].join(", ");
  const chosen = name === undefined ? plans : plans.filter(({ host }) => host.name === name);
  const [first] = chosen;
  if (first === undefined) throw new UsageError(`--on: no container is on '${name}'; hosts are ${names}`);
  if (chosen.some(({ host }) => host.name !== first.host.name))
    throw new UsageError(`the containers are on several hosts; say with --on which one's file it is: ${names}`);
  if (first.hostSettings === undefined)
    throw new UsageError(
      "export config needs to know the host: bridge, storage and OS template, in definitions/host.ts",
    );
  return { plans: chosen, host: first.hostSettings };
}

interface Told {
  readonly file: string;
  readonly stale: readonly string[];
  readonly exported: ExportedConfig;
  readonly onlyCheck: boolean;
}

function tell(call: Call, { file, stale, exported, onlyCheck }: Told): void {
  showWithoutFrames(exported.findings, call);
  for (const name of stale) {
    if (onlyCheck) call.out(`stale: ${name}`);
    else call.err(`wrote ${name}`);
  }
  if (exported.foreign.length > 0)
    call.err(`no definition describes ${exported.foreign.join(", ")} in ${file}; they stay as they are`);
  if (stale.length === 0) call.err(`${file} is up to date`);
  else if (onlyCheck) call.err(`hint: phoenix-setup export config ${file}`);
}
