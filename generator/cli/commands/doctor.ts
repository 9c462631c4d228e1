import { Exit } from "../../contract/cli-exit-codes.ts";
import { type Examined, examined } from "../../doctor/examined.ts";
import { bash, bundler, compiler, node, own, shellCheck } from "../../doctor/programs.ts";
import { cache, compiledTemplates, tsconfig } from "../../doctor/project.ts";
import { sandbox } from "../../doctor/sandbox.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { count } from "../ui/count.ts";

/** Looks at all that phoenix-setup needs, and says of what is missing how to mend it. Changes nothing. */
export const doctor: Command<Data<"doctor">> = {
  name: "doctor",
  summary: "Tell what is installed, what is missing, and the command that mends it",
  flags: { json: { type: "boolean", about: "print it as JSON" } },
  takes: "nothing",
  async run(call) {
    const all: readonly Examined[] = await Promise.all([
      own(call.folder),
      node(),
      bundler(call.folder),
      compiler(call.folder),
      shellCheck(call.folder),
      compiledTemplates(),
      definitions(call),
      tsconfig(call.folder),
      cache(call.folder),
      bash(),
      sandbox(),
    ]);
    const missing = all.filter(({ state }) => state === "missing").length;
    if (!call.json) {
      const width = Math.max(...all.map(({ what }) => what.length));
      for (const one of all) call.out(line(one, width));
      call.err(missing === 0 ? "nothing is missing" : `${count(missing, "thing")} missing`);
    }
    return { exit: missing === 0 ? Exit.fine : Exit.finding, data: { missing, examined: all } };
  },
};

function line({ state, what, found, mend }: Examined, width: number): string {
  const first = `${state.padEnd(7)}  ${what.padEnd(width)}  ${found}`;
  return mend === undefined ? first : `${first}\n${" ".repeat(11 + width)}mend: ${mend}`;
}

const hostsText = (hosts: number): string => (hosts === 0 ? "" : hosts === 1 ? " and host.ts" : ` on ${hosts} hosts`);

/** The folder's definitions, checked as `generate` does, but without their types. */
const definitions = ({ folder }: Call): Promise<Examined> =>
  examined("definitions", "phoenix-setup init", async () => {
    // Loading definitions needs the bundler, which may be just what is missing.
    const { compile } = await import("../../pipeline/compile.ts");
    const { plans, findings, failed, hosts } = await compile(folder);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    if (failed) return { state: "missing", found: count(errors, "error"), mend: "phoenix-setup check shows them" };
    const warnings = findings.length === 0 ? "" : `, ${count(findings.length, "warning")}`;
    return { state: "ok", found: `${count(plans.length, "container")}${hostsText(hosts.length)}${warnings}` };
  });
