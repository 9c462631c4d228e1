import type { ToldPlan } from "../../../explain/plan.ts";
import { partOf } from "./net.ts";

/** What a container is, as names and values by turns. */
export function factsOf(told: ToldPlan): string[] {
  const { settings, disk, storage, unprivileged } = told;
  const net = settings["net0"] ?? "";
  const rows: [string, string][] = [
    ["Address", partOf(net, "ip")],
    ["Gateway", partOf(net, "gw")],
    ["MAC", partOf(net, "hwaddr")],
    ["Memory", memory(Number(settings["memory"]))],
    ["Cores", settings["cores"] ?? ""],
    ["Disk", `${disk.replace(/G$/, " GiB").replace(/M$/, " MiB")} on ${storage}`],
    ["Privilege", unprivileged ? "unprivileged" : "privileged"],
    ["Features", (settings["features"] ?? "").replaceAll("=1", "").replaceAll(",", ", ")],
    ["Definition", told.file],
    ["Plan", told.plan],
  ];
  return rows.filter(([, value]) => value !== "").flat();
}

const memory = (mib: number): string => (mib % 1024 === 0 ? `${mib / 1024} GiB` : `${mib} MiB`);
