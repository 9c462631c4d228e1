import { Exit } from "../../contract/cli-exit-codes.ts";
import { sshDestination } from "../../dsl/host.ts";
import { deployToHost } from "../../hosts/deploy/deploy-to-host.ts";
import { isFinding, reasonOf } from "../../hosts/deploy/refusals.ts";
import { type Target, targetsOf } from "../../hosts/deploy/targets.ts";
import { build } from "../../pipeline/build.ts";
import { compile } from "../../pipeline/compile.ts";
import { selectPlans } from "../../pipeline/select.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { checkResult } from "../results.ts";
import { deployedData, deployedLines } from "../ui/deployed.ts";
import { checkReport, print } from "../ui/outcome.ts";
import { withProgress } from "../ui/progress.ts";
import { invalid, showFindings } from "../ui/report.ts";

/** What is in dist-scripts/, to the hosts, over the user's own ssh. */
export const deploy: Command<Data<"deploy">> = {
  name: "deploy",
  summary: "Bring dist-scripts/ to the hosts over ssh; each script is the old one or the new one at any moment",
  flags: {
    host: { type: "string", about: "what ssh is to reach, in place of `ssh` of the host's definition" },
    "dry-run": { type: "boolean", about: "say what would change, and change nothing" },
    diff: { type: "boolean", about: "show what changes in each script" },
    force: { type: "boolean", about: "replace scripts that were edited by hand there; they are kept as .previous" },
    prune: { type: "boolean", about: "remove scripts of ours there that no definition describes any more" },
    json: { type: "boolean", about: "print the result as JSON" },
  },
  async run(call) {
    const given = destinationOf(call);
    const { onFindings } = call;
    const built = await withProgress(call, (onProgress) =>
      build(call.folder, { ctids: [], types: true, lint: "all", onProgress, onFindings }),
    );
    if (built.failed) return invalid(built.findings, call);
    showFindings(built.findings, call);
    const dryRun = call.flags["dry-run"] === true;
    const checked = checkResult(built);
    if (checked.exit !== Exit.fine) {
      print(checkReport(built), { out: call.err, err: call.err });
      call.err("nothing was deployed");
      const { stale = [], orphans = [] } = checked.data ?? {};
      const data = { dryRun, stale: [...stale, ...orphans], remarks: built.remarks, hosts: [] };
      return { exit: Exit.finding, findings: built.findings, data };
    }
    const { plans } = await compile(call.folder);
    selectPlans(plans, call.ctids);
    const hosts: Data<"deploy">["hosts"][number][] = [];
    let exit: number = Exit.fine;
    for (const target of targetsOf(call.folder, plans, call.ctids, given)) {
      const { data, exit: ended } = await deployTo(target, call);
      hosts.push(data);
      exit = Math.max(exit, ended);
    }
    return { exit, findings: built.findings, data: { dryRun, stale: [], remarks: [], hosts } };
  },
};

function destinationOf({ flags: { host } }: Call): string | undefined {
  if (host === undefined) return undefined;
  if (!sshDestination.safeParse(host).success)
    throw new UsageError(`--host takes what ssh takes for a destination, such as root@pve1, not '${host}'`);
  return String(host);
}

async function deployTo(target: Target, call: Call) {
  const { flags } = call;
  const { host, destination, scripts } = target;
  const deployed = await deployToHost({
    destination,
    folder: host.scriptFolder,
    scripts,
    dryRun: flags["dry-run"] === true,
    force: flags["force"] === true,
    prune: flags["prune"] === true && call.ctids.length === 0,
    texts: flags["diff"] === true,
    ...(Object.keys(call.env).length > 0 && { env: call.env }),
  });
  const reason = reasonOf(deployed, destination) ?? null;
  const options = { prune: flags["prune"] === true, whole: call.ctids.length === 0, colour: call.colourData };
  if (!call.json) print(deployedLines(target, deployed, reason, options), call);
  const exit = reason === null ? Exit.fine : isFinding(deployed) ? Exit.finding : Exit.outside;
  return { data: deployedData(target, deployed, reason, options), exit };
}
