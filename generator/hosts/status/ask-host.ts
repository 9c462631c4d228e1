import { sshError } from "../ssh/error.ts";
import { runOnHost } from "../ssh/run-on-host.ts";
import { readAnswer } from "./answer.ts";
import { type DescribedHost, hostStatus } from "./host-status.ts";
import { questionFor } from "./question.ts";
import type { HostOutcome } from "./report.ts";

/** Asks one host over one connection, and compares what it says. Throws an `ExternalError` if there is no ssh on this machine. */
export async function askHost(destination: string, described: DescribedHost): Promise<HostOutcome> {
  const answer = await runOnHost({
    destination,
    template: "deploy/status",
    words: [described.scriptFolder],
    root: "if possible",
    input: [Buffer.from(questionFor(described))],
  });
  const unreachable = (reason: string): HostOutcome => ({ is: "unreachable", reason });
  if (answer.failure !== undefined) return unreachable(sshError(destination, answer).message);
  const read = readAnswer(answer.answers);
  switch (read.is) {
    case "facts":
      return { is: "read", status: hostStatus(described, read.facts) };
    case "lacks":
      return unreachable(`${destination}: the tool '${read.program}' is missing there: this is not a Proxmox VE host`);
    case "cut off":
      return unreachable(
        [`${destination}: its answer is not whole`, answer.stderr.trimEnd()].filter(Boolean).join("\n"),
      );
  }
}
