import { Exit } from "../../contract/cli-exit-codes.ts";
import { fleetStatus } from "../../hosts/status/fleet-status.ts";
import type { HostReport } from "../../hosts/status/report.ts";
import { compile } from "../../pipeline/compile.ts";
import { selectPlans } from "../../pipeline/select.ts";
import type { Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { invalid } from "../ui/report.ts";
import { statusText } from "../ui/status.ts";

/** What lies on the hosts, how the last runs ended, and how far the containers are from their definitions. */
export const status: Command<Data<"status">> = {
  name: "status",
  summary: "Show what lies on the hosts, how the last runs ended, and what differs from the definitions",
  flags: {
    host: {
      type: "string",
      about: "only this host, by its name; or where ssh reaches the only one, such as root@pve1",
    },
    json: { type: "boolean", about: "print it as JSON" },
  },
  async run(call) {
    const { plans: fleet, findings, failed } = await compile(call.folder);
    if (failed) return invalid(findings, call);
    call.onFindings(findings);
    const { host } = call.flags;
    const plans = selectPlans(fleet, call.ctids);
    const hosts = await fleetStatus({ fleet, plans, host: host === undefined ? undefined : String(host) });
    if (!call.json) call.out(statusText(hosts, call.colourData));
    const containers = hosts.flatMap((one) => one.containers);
    const asDescribed = containers.filter((one) => one.asDescribed).length;
    const data = { asDescribed, different: containers.length - asDescribed, hosts };
    return { exit: exitOf(hosts), findings, data };
  },
};

/** What could not be read weighs more than what differs. */
function exitOf(hosts: readonly HostReport[]): number {
  if (hosts.some(({ state }) => state !== "read")) return Exit.outside;
  return hosts.every(({ asDescribed }) => asDescribed) ? Exit.fine : Exit.finding;
}
