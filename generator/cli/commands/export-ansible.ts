import { resolve } from "node:path";
import { Exit } from "../../contract/cli-exit-codes.ts";
import { compareExport, type ExportDifference, type RefusedFile, writeExport } from "../../files/export-folder.ts";
import { exportedContainers } from "../../hosts/ansible/container.ts";
import { exportedFiles } from "../../hosts/ansible/exported-files.ts";
import { rememberExport } from "../../hosts/ansible/known-exports.ts";
import { unknownNodes } from "../../hosts/ansible/unknown-nodes.ts";
import { compile } from "../../pipeline/compile.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Call } from "../command.ts";
import type { Export } from "../export.ts";
import type { Data } from "../json/data.ts";
import type { Result } from "../result.ts";
import { count } from "../ui/count.ts";
import { invalid, showFindings } from "../ui/report.ts";

/** An Ansible collection, a playbook and an inventory, for creating, updating and setting up the containers on their hosts. */
export const exportAnsible: Export = {
  usage: "<folder>",
  flags: ["check", "force", "no-types"],
  async run(call, [folder, ...more]) {
    if (folder === undefined || more.length > 0)
      throw new UsageError("export ansible takes the one folder to write to, such as export ansible ansible");
    const { plans, findings, failed } = await compile(call.folder, { types: call.flags["no-types"] !== true });
    if (failed) return invalid(findings, call) as Result<Data<"export">>;
    showFindings(findings, call);
    const target = resolve(call.folder, folder);
    const containers = exportedContainers(plans);
    const files = exportedFiles(containers);
    const difference = compareExport(target, files);
    const onlyCheck = call.flags["check"] === true;
    const refused = difference.refused.filter(({ why }) => why === "no file" || call.flags["force"] !== true);
    const written = !onlyCheck && refused.length === 0;
    if (written) {
      writeExport(target, files, difference);
      rememberExport(call.folder, target);
    }
    const unknown = unknownNodes(target, containers);
    if (!call.json) tell(call, { folder, difference, refused, written, onlyCheck, unknown });
    const stale = difference.created.length + difference.changed.length + difference.removed.length > 0;
    const exit = written || (onlyCheck && !stale) ? Exit.fine : Exit.finding;
    const { refused: _all, ...rest } = difference;
    return { exit, findings, data: { to: "ansible", folder, written, ...rest, refused } };
  },
};

interface Told {
  readonly folder: string;
  readonly difference: ExportDifference;
  readonly refused: readonly RefusedFile[];
  readonly written: boolean;
  readonly onlyCheck: boolean;
  readonly unknown: readonly string[];
}

const WHY: Readonly<Record<RefusedFile["why"], string>> = {
  edited: "was edited by hand",
  foreign: "is there, and no export has written it",
  "no file": "is in the way: it is a folder, a link, or no file at all; move it elsewhere",
};

function tell(call: Call, { folder, difference, refused, written, onlyCheck, unknown }: Told): void {
  const { created, changed, removed, unchanged } = difference;
  const held = new Set(refused.map(({ path }) => path));
  if (onlyCheck) for (const path of [...created, ...changed, ...removed]) call.out(`stale: ${folder}/${path}`);
  for (const { path, why } of refused) call.err(`refused ${folder}/${path}: it ${WHY[why]}`);
  if (refused.some(({ why }) => why !== "no file"))
    call.err(
      "hint: put your changes elsewhere (host_vars/, group_vars/, another playbook); --force overwrites the file",
    );
  if (written) {
    for (const path of removed) call.err(`removed ${folder}/${path}`);
    for (const node of unknown)
      call.err(`hint: ${folder}/inventory/nodes.yml does not name the host ${node}; add it there`);
    call.err(`${count(created.length + changed.length, "file")} written to ${folder}, ${unchanged.length} unchanged`);
    if (created.includes("playbook.yml")) call.err(`next: ${folder}/README.md`);
  } else if (!onlyCheck) call.err(`nothing was written to ${folder}`);
  else if (held.size + created.length + changed.length + removed.length > 0)
    call.err(`hint: phoenix-setup export ansible ${folder}`);
  else call.err(`${folder} is up to date`);
}
