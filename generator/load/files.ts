import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, finding } from "../validation/finding.ts";

/** Tells files that can be read as text from those that cannot, each with what is wrong with it. */
export function readable(
  folder: string,
  files: readonly string[],
): { readonly sound: readonly string[]; readonly findings: readonly Finding[] } {
  const findings = files.flatMap((file) => problem(folder, file) ?? []);
  const refused = new Set(findings.map(({ place }) => place.file));
  if (findings.some(({ message }) => message === ENDLESS)) return { sound: [], findings };
  return { sound: files.filter((file) => !refused.has(file)), findings };
}

function problem(folder: string, file: string): Finding | undefined {
  const found = (code: Finding["code"], message: string, hint: string, line = 1) =>
    finding(code, message, hint, { file, line, column: 1 });
  if (!NAME.test(file))
    return found(
      "D205",
      "the file's name holds more than letters, digits, spaces and . _ - + = @ , ( )",
      "rename the file",
    );
  let handle: number | undefined;
  try {
    // Without waiting: a pipe by that name would stop the run.
    handle = openSync(join(folder, file), constants.O_RDONLY | constants.O_NONBLOCK);
    const is = fstatSync(handle);
    if (is.isDirectory()) return found("D205", "the name ends in .ts, but it is a folder", "rename the folder");
    if (!is.isFile()) return found("D205", ENDLESS, "move it elsewhere; until then, no other file is looked at");
    const bytes = readFileSync(handle);
    if (!isUtf8(bytes) || bytes.includes(0))
      return found("D206", "the file is not text in UTF-8", "save it as UTF-8", lineOf(bytes));
    const separator = SEPARATORS.find((one) => bytes.includes(one.bytes));
    if (separator === undefined) return undefined;
    const line = bytes.subarray(0, bytes.indexOf(separator.bytes)).toString().split("\n").length;
    const message = `the file holds ${separator.name}, which ends a line for some programs and for others does not`;
    return found("D206", message, `write it \\u${separator.name.slice(2)}`, line);
  } catch (thrown) {
    const { code = "" } = thrown as NodeJS.ErrnoException;
    const [message, hint] = REASONS[code] ?? [`the file cannot be read (${code})`, "look at it with ls -l"];
    return found("D205", message, hint);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** A pipe or a device: whatever imports it would read it without an end. */
const ENDLESS = "the name ends in .ts, but it is no regular file";

/** Names stand in imports, in log lines and in the comments of scripts, and have to mean the same in each. */
const NAME = /^definitions\/[\p{L}\p{M}\p{N} ._\-+=@,()]+$/u;

/** Line and paragraph separator: with one of them, no two programs agree on the lines that come after it. */
const SEPARATORS = ["U+2028", "U+2029"].map((name) => ({
  name,
  bytes: Buffer.from(String.fromCodePoint(Number.parseInt(name.slice(2), 16))),
}));

const REASONS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  EACCES: ["the file may not be read", "give yourself the right to: chmod u+r"],
  ELOOP: ["the file is a symbolic link that leads back to itself", "mend or remove the link"],
  ENOENT: ["the file is a symbolic link that leads nowhere", "mend or remove the link"],
};

/** The first line that is not text. */
function lineOf(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(10, from);
    const part = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (!isUtf8(part) || part.includes(0)) return line;
    if (end < 0) break;
    from = end + 1;
  }
  return line;
}
