import { isBuiltin } from "node:module";
import { type Finding, finding } from "../validation/finding.ts";

/**
 * What the compiler has printed, as findings. Absolute places are told relative to the folder if they are in it.
 *
 * @param options the file that the compiler was given, which an author does not know
 */
export function diagnostics(output: string, folder: string, options: string): Finding[] {
  const findings: Finding[] = [];
  for (const told of output.split(/\n(?=\S)/)) {
    const [head = "", ...chain] = told.trimEnd().split("\n");
    const [, file = "", line, column, code = "", message = ""] =
      /^(?:(.*?)\((\d+),(\d+)\): )?error TS(\d+): (.*)$/.exec(head) ?? [];
    if (message === "" || isForeign(code, message)) continue;
    const place = {
      file: file === "" || file.endsWith(options) ? "tsconfig.json" : within(file, folder),
      line: Number(line ?? 1),
      column: Number(column ?? 1),
    };
    const deepest = chain.at(-1)?.trim();
    const hint = deepest ?? "mend the type; the editor shows it as well, and --no-types leaves types out";
    findings.push(finding("D220", `${message.replace(/\.$/, "")} (TS${code})`, hint.replace(/\.$/, ""), place));
  }
  return findings;
}

/** Names and modules of Node are there, whether or not their types are installed. */
function isForeign(code: string, message: string): boolean {
  const [, name = ""] = /^Cannot find (?:name|module(?: or type declarations)?) ['"]([^'"]+)['"]/.exec(message) ?? [];
  if (/^(2304|2552|2580|2584|2591|2592|2593)$/.test(code) && name in globalThis) return true;
  return /^(2307|2580|2591)$/.test(code) && isBuiltin(name);
}

const within = (file: string, folder: string): string =>
  file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
