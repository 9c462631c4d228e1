import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scriptNameOf, TARGET } from "../../files/outputs.ts";
import type { LintFinding } from "../../lint/lint.ts";
import { installedShellcheck } from "../../lint/program.ts";
import { type Engine, missing } from "../../lint/shellcheck.ts";
import { lintWithProgress, locate } from "../../pipeline/build.ts";
import { selected, soundPlans } from "../../pipeline/compile.ts";
import { askedFor } from "../../pipeline/describe.ts";
import { holds, recall } from "../../pipeline/last-run.ts";
import { type Call, type Command, Exit, UsageError } from "../command.ts";
import { toldByLint } from "../ui/outcome.ts";

/** ShellCheck over what is in dist-scripts/. */
export const lintCommand: Command = {
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
    const { engine: wanted } = call.flags;
    if (wanted !== undefined && wanted !== "native" && wanted !== "embedded")
      throw new UsageError(`--engine takes native or embedded, not '${wanted}'`);
    if (wanted === "native" && installedShellcheck() === undefined) throw missing();
    const names = await scriptNames(call);
    if (names === undefined) return Exit.finding;
    const scripts = names.flatMap((name) => onDisk(name, call));
    const { engine, remarks: said } = await lintWithProgress(scripts, call, wanted as Engine["name"] | undefined);
    const remarks = said.size === 0 ? [] : await locate(said, new Map(), call);
    if (call.flags["json"] === true)
      call.out(JSON.stringify({ engine: { name: engine.name, version: engine.version }, remarks }, null, 2));
    else showRemarks(remarks, call);
    call.err(toldByLint(engine, remarks.length, scripts.length));
    return remarks.length > 0 ? Exit.finding : Exit.fine;
  },
};

/** The scripts of the containers that are asked for; the definitions are evaluated only if they have changed. */
async function scriptNames(call: Call): Promise<readonly string[] | undefined> {
  for (const types of call.flags["no-cache"] === true ? [] : [true, false]) {
    const run = recall(call.folder, types);
    if (run !== undefined && holds(run)) return askedFor(run.scripts, call.ctids).map(([name]) => name);
  }
  const plans = await soundPlans(call, "errors");
  return plans && selected(plans, call).map(({ definition }) => scriptNameOf(definition.options.ctid));
}

/** The script as it is in the folder. */
function onDisk(name: string, { folder, err }: Call) {
  try {
    const text = readFileSync(join(folder, TARGET, name), "utf8");
    return [{ name, sha256: hash("sha256", text, "hex"), text: () => text }];
  } catch {
    err(`missing: ${TARGET}/${name}; phoenix-setup generate`);
    return [];
  }
}

/** Prints remarks as compilers do, each with what printed the line. */
export function showRemarks(remarks: readonly LintFinding[], { out }: Call): void {
  for (const { script, line, column, level, code, message, source } of remarks) {
    out(`${TARGET}/${script}:${line}:${column}: ${level} SC${code}: ${message}`);
    out(`  printed by ${source}`);
  }
}
