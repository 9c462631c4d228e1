import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeFrameColumns } from "@babel/code-frame";
import { Exit } from "../../contract/cli-exit-codes.ts";
import type { Finding } from "../../validation/finding.ts";
import type { Place } from "../../validation/problem.ts";
import type { Call } from "../command.ts";
import type { Io } from "../io.ts";
import type { Result } from "../result.ts";
import { count } from "./count.ts";

/** The result of a command that the definitions keep from its work; prints why, unless JSON says it. */
export function invalid(findings: readonly Finding[], call: Call): Result<never> {
  if (!call.json) showFindings(findings, call);
  return { exit: Exit.finding, findings };
}

type To = Pick<Io, "folder" | "err" | "colour">;

/** Prints findings with a frame of the author's code around each place, and how many there are. */
export function showFindings(findings: readonly Finding[], call: To): void {
  for (const one of findings) call.err(shown(one, call));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  if (findings.length > 0) call.err(`${count(errors, "error")}, ${count(warnings, "warning")}`);
}

/** Prints findings in files that are not the author's own, a line each and their hint: what stands there may be a secret. */
export function showWithoutFrames(findings: readonly Finding[], call: Pick<Io, "err">): void {
  for (const { code, severity, message, fix, place, related } of findings) {
    call.err(`${shownPlace(place)}: ${severity}[${code}]: ${message}`);
    for (const other of related) call.err(`  ${other.label}: ${shownPlace(other.place)}`);
    call.err(`  hint: ${fix}`);
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (findings.length > 0) call.err(`${count(errors, "error")}, ${count(findings.length - errors, "warning")}`);
}

function shown({ code, severity, message, fix, place, related }: Finding, call: To): string {
  const heads = call.colour
    ? { error: "\x1b[31merror\x1b[39m", warning: "\x1b[33mwarning\x1b[39m" }
    : { error: "error", warning: "warning" };
  const others = related.flatMap((other) => [`  ${other.label}: ${shownPlace(other.place)}`, frame(other.place, call)]);
  return [
    `${heads[severity]}[${code}]: ${message}`,
    `  --> ${shownPlace(place)}`,
    frame(place, call),
    ...others,
    `  hint: ${fix}`,
    "",
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

/** `definitions/950-vllm-qwen3-coder.ts:31:5`, as editors and terminals link it. */
export const shownPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

function frame({ file, line, column }: Place, { folder, colour }: To): string | undefined {
  try {
    const path = join(folder, file);
    // A pipe or a device by that name is what the finding is about; reading it would not end.
    if (!statSync(path).isFile()) return undefined;
    const source = readFileSync(path, "utf8");
    return codeFrameColumns(
      source,
      { start: { line, column } },
      { linesAbove: 1, linesBelow: 1, forceColor: false, highlightCode: colour },
    );
  } catch {
    return undefined;
  }
}
