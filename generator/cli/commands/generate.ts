import { join } from "node:path";
import { TARGET } from "../../files/outputs.ts";
import { prune, Staging } from "../../files/staging.ts";
import { compare, lintThese } from "../../pipeline/build.ts";
import { describe } from "../../pipeline/describe.ts";
import { type Call, type Command, Exit } from "../command.ts";
import { toldByGenerate } from "../ui/outcome.ts";
import { showRemarks } from "./lint.ts";

/** Definitions to scripts. Nothing is written if anything is wrong, and a script that is right is left alone. */
export const generate: Command = {
  name: "generate",
  summary: "Write dist-scripts/ from definitions/, after ShellCheck has seen what changed",
  flags: {
    diff: { type: "boolean", about: "show what changes in each script" },
    watch: { type: "boolean", about: "go on, and do it again whenever a file changes; Ctrl-C ends it" },
    prune: { type: "boolean", about: "remove scripts that no definition describes any more" },
    "no-lint": { type: "boolean", about: "leave ShellCheck out" },
    "no-types": { type: "boolean", about: "leave TypeScript's compiler out" },
    "no-cache": { type: "boolean", about: "do everything again, whatever is known from the run before" },
    json: { type: "boolean", about: "print the result as JSON" },
  },
  async run(call) {
    if (call.flags["watch"] === true) return (await import("./watch.ts")).watch(call);
    return (await generateOnce(call)) === undefined ? Exit.finding : Exit.fine;
  },
};

/** How many scripts were written; undefined if something was wrong, and nothing was. */
export async function generateOnce(call: Call): Promise<number | undefined> {
  const described = await describe(call, call.flags["no-cache"] === true);
  if (described === undefined) return undefined;
  const target = join(call.folder, TARGET);
  const staging = new Staging(target);
  try {
    const compared = await compare(described, call, staging);
    const { outcome, hashes, diffs } = compared;
    const open = [...outcome.created, ...outcome.changed];
    const remarks = call.flags["no-lint"] === true ? [] : await lintThese(open, { described, compared, call, staging });
    if (remarks.length > 0) {
      showRemarks(remarks, call);
      call.err("nothing was written");
      return undefined;
    }
    if (diffs.length > 0) call.out(diffs.join("\n"));
    staging.commit();
    const pruned = call.flags["prune"] === true;
    if (pruned) prune(target, outcome.orphans);
    const { out, err } = toldByGenerate(outcome, { pruned, json: call.flags["json"] === true });
    for (const line of out) call.out(line);
    for (const line of err) call.err(line);
    described.keep(hashes);
    return open.length;
  } finally {
    staging.clear();
  }
}
