import { type WriteOptions, write } from "../../pipeline/write.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { generateResult } from "../results.ts";
import { plainDiff } from "../ui/diff.ts";
import { withProgress } from "../ui/progress.ts";
import { showWritten } from "../ui/written.ts";

/** Definitions to scripts. Nothing is written if anything is wrong, and a script that is right is left alone. */
export const generate: Command<Data<"generate">> = {
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
    const options = writeOptions(call);
    if (call.flags["watch"] === true)
      return { exit: await (await import("../watch/watch.ts")).watch(call, options), streamed: true };
    const { onFindings } = call;
    const written = await withProgress(call, (onProgress) =>
      write(call.folder, { ...options, onProgress, onFindings }),
    );
    showWritten(written, call);
    return generateResult(written, plainDiff);
  },
};

const writeOptions = ({ flags, ctids }: Call): WriteOptions => ({
  ctids,
  types: flags["no-types"] !== true,
  noCache: flags["no-cache"] === true,
  lint: flags["no-lint"] === true ? "none" : "changed",
  diff: flags["diff"] === true,
  prune: flags["prune"] === true,
});
