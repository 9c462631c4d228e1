import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PageSource } from "../../hosts/graph/page/fleet-page.ts";
import type { FleetStatus } from "../../hosts/graph/page/fleet-status.ts";
import type { HostReport } from "../../hosts/status/report.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Call } from "../command.ts";
import type { Data } from "../json/data.ts";
import { count } from "../ui/count.ts";

/** Writes the page that `--html` names, and says so. */
export async function writeFleetPage(source: PageSource, call: Call): Promise<NonNullable<Data<"graph">["file"]>> {
  const { html, title, force, status } = call.flags;
  const path = String(html);
  const report = status === undefined ? undefined : await readStatus(String(status), call);
  const { fleetPage } = await import("../../hosts/graph/page/fleet-page.ts");
  const { writePage } = await import("../../hosts/graph/page/write-page.ts");
  const text = fleetPage(source, { title: title === undefined ? undefined : String(title), status: report });
  const outcome = writePage(resolve(call.folder, path), text, { force: force === true, shown: path });
  const bytes = Buffer.byteLength(text);
  if (!call.json)
    call.err(`${outcome} ${path}: ${count(source.plans.length, "container")}, ${Math.ceil(bytes / 1000)} kB`);
  return { path, outcome, bytes };
}

/** Reads what `status --json` printed; anything else is refused. */
async function readStatus(path: string, { folder }: Call): Promise<FleetStatus> {
  const { outputOf } = await import("../json/output.ts");
  const { fleetStatus } = await import("../../hosts/graph/page/fleet-status.ts");
  const refused = (why: string): UsageError =>
    new UsageError(`--status takes a file with the output of 'phoenix-setup status --json'; ${path} ${why}`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(folder, path), "utf8"));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw refused(`is not JSON: ${thrown.message}`);
    throw thrown;
  }
  const read = outputOf("status").safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refused(`differs from that at '${issue?.path.join(".") ?? ""}': ${issue?.message ?? ""}`);
  }
  if (read.data.status !== "done") throw refused("is of a run that failed");
  return fleetStatus((read.data as unknown as { readonly hosts: readonly HostReport[] }).hosts, path);
}
