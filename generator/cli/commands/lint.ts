import { Exit } from "../../contract/cli-exit-codes.ts";
import { installedShellcheck } from "../../lint/program.ts";
import { missing } from "../../lint/shellcheck.ts";
import { lintWritten } from "../../pipeline/lint-written.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { lintReport, print } from "../ui/outcome.ts";
import { withProgress } from "../ui/progress.ts";
import { invalid } from "../ui/report.ts";

/** ShellCheck over what is in dist-scripts/. */
export const lintCommand: Command<Data<"lint">> = {
  name: "lint",
  summary: "Run ShellCheck over dist-scripts/",
  flags: {
    engine: {
      type: "string",
      about: "native (the installed program) or embedded (from npm); default: native if it is installed",
      values: ["native", "embedded"],
    },
    "no-cache": { type: "boolean", about: "do everything again, whatever is known from the run before" },
    json: { type: "boolean", about: "print the remarks as JSON" },
  },
  async run(call) {
    const { engine } = call.flags;
    if (engine !== undefined && engine !== "native" && engine !== "embedded")
      throw new UsageError(`--engine takes native or embedded, not '${engine}'`);
    if (engine === "native" && installedShellcheck() === undefined) throw missing();
    const noCache = call.flags["no-cache"] === true;
    const linted = await withProgress(call, (onProgress) =>
      lintWritten(call.folder, { ctids: call.ctids, engine, noCache, onProgress }),
    );
    if ("findings" in linted) return invalid(linted.findings, call);
    const lines = lintReport(linted);
    print(call.json ? lines.filter(([to]) => to === "err") : lines, call);
    const {
      engine: { name, version },
      scripts,
      missing: absent,
      remarks,
    } = linted;
    const data = { engine: { name, version }, scripts, missing: absent, remarks };
    // A CI in which nothing was generated has linted nothing.
    const isFine = remarks.length === 0 && (scripts > 0 || absent.length === 0);
    return { exit: isFine ? Exit.fine : Exit.finding, data };
  },
};
