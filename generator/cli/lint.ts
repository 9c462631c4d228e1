import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LintFinding, lint } from "../lint/lint.ts";
import { type Engine, findEngine } from "../lint/shellcheck.ts";
import { renderScript, type Script } from "../render/script.ts";
import { type Call, type Command, Exit, UsageError } from "./command.ts";
import { selected, soundPlans } from "./fleet.ts";
import { count } from "./show.ts";

/** ShellCheck over what is in dist-scripts/. */
export const lintCommand: Command = {
  name: "lint",
  summary: "Run ShellCheck over dist-scripts/",
  flags: {
    engine: {
      type: "string",
      about: "native (the installed program) or embedded (from npm); default: native if it is installed",
    },
    json: { type: "boolean", about: "print the remarks as JSON" },
  },
  async run(call) {
    const { engine: wanted } = call.flags;
    if (wanted !== undefined && wanted !== "native" && wanted !== "embedded")
      throw new UsageError(`--engine takes native or embedded, not '${wanted}'`);
    const engine = findEngine(wanted as Engine["name"] | undefined);
    const plans = await soundPlans(call, "errors");
    if (plans === undefined) return Exit.finding;
    const scripts = selected(plans, call)
      .map(renderScript)
      .flatMap((script) => onDisk(script, call));
    const remarks = await lint(scripts, engine);
    if (call.flags.json === true)
      call.out(JSON.stringify({ engine: { name: engine.name, version: engine.version }, remarks }, null, 2));
    else showRemarks(remarks, call);
    call.err(
      `ShellCheck ${engine.version} (${engine.name}): ${count(remarks.length, "remark")} on ${count(scripts.length, "script")}`,
    );
    return remarks.length > 0 ? Exit.finding : Exit.fine;
  },
};

/** The script as it is in the folder; where its lines come from is known as long as it is not stale. */
function onDisk(script: Script, { folder, err }: Call): Script[] {
  try {
    return [{ ...script, text: readFileSync(join(folder, "dist-scripts", script.name), "utf8") }];
  } catch {
    err(`missing: dist-scripts/${script.name}; phoenix-setup generate`);
    return [];
  }
}

/** Prints remarks as compilers do, each with what printed the line. */
export function showRemarks(remarks: readonly LintFinding[], { out }: Call): void {
  for (const { script, line, column, level, code, message, source } of remarks) {
    out(`dist-scripts/${script}:${line}:${column}: ${level} SC${code}: ${message}`);
    out(`  printed by ${source}`);
  }
}
