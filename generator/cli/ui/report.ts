import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeFrameColumns } from "@babel/code-frame";
import type { Finding } from "../../validation/finding.ts";
import type { Place } from "../../validation/problem.ts";
import type { Call } from "../command.ts";
import type { Io } from "../io.ts";
import { count } from "./count.ts";

/** Prints what keeps a command from its work: as JSON, if that was asked for. */
export function showFaults(findings: readonly Finding[], call: Call): void {
  if (call.flags["json"] === true) call.out(JSON.stringify({ findings }, null, 2));
  else showFindings(findings, call);
}

/**
 * Runs work that tells its findings as soon as they are known: if it fails afterwards, they are printed all the same.
 *
 * @param work gets what is to be called with the findings
 */
export async function withFindings<T>(
  call: Call,
  work: (onFindings: (findings: readonly Finding[]) => void) => Promise<T>,
): Promise<T> {
  let known: readonly Finding[] = [];
  try {
    return await work((findings) => {
      known = findings;
    });
  } catch (thrown) {
    showFindings(known, call);
    throw thrown;
  }
}

type To = Pick<Io, "folder" | "err" | "colour">;

/** Prints findings with a frame of the author's code around each place, and how many there are. */
export function showFindings(findings: readonly Finding[], call: To): void {
  for (const one of findings) call.err(shown(one, call));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  if (findings.length > 0) call.err(`${count(errors, "error")}, ${count(warnings, "warning")}`);
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
