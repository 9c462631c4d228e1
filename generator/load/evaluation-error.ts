import { readFileSync } from "node:fs";
import { join } from "node:path";
import { types } from "node:util";
import { described } from "../validation/described.ts";
import { type Finding, finding } from "../validation/finding.ts";
import type { Place } from "../validation/problem.ts";
import type { Places } from "../validation/source-positions.ts";
import { stackOf } from "./evaluation-stack.ts";
import { Misspelt, nearestName } from "./public-api.ts";
import { READ_LOCALLY } from "./read-locally.ts";
import { Unavailable } from "./unavailable.ts";

/** Says what a file's own code has thrown, which may be anything, in a few words and at the author's line. */
export function failure(thrown: unknown, file: string, folder: string, places: Places): Finding {
  const place = places.call({ stack: stackOf(thrown) }) ?? throwing(folder, file);
  if (thrown instanceof Unavailable) return finding("D212", thrown.message, thrown.hint, place);
  if (thrown instanceof Misspelt) return finding("D202", thrown.message, thrown.hint, place);
  const said = types.isNativeError(thrown) ? read(thrown, "message") || read(thrown, "name") : described(thrown);
  const message = plain(said ?? "an error without a message", textOf(folder, place.file));
  const line = textOf(folder, place.file).split("\n")[place.line - 1] ?? "";
  return finding("D202", `the file's own code failed: ${message}`, mend(message, line), place);
}

/** Errors can be made so that even looking at them throws. */
function read(thrown: unknown, field: "message" | "name"): string | undefined {
  try {
    const value = (thrown as Record<string, unknown> | undefined | null)?.[field];
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One line; the bundle's own names for what is imported mean nothing to an author. */
const plain = (message: string, text: string): string => {
  const line = message
    .replace(/\(0 , (?:import_\w+\.)?([\w$.]+)\)/g, "$1")
    .replace(/\bimport_\w+\.(default\b\.?)?/g, "")
    .replace(/\b(\w+)_default\b/g, (name, file) => (text.includes(name) ? name : file))
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
};

function mend(message: string, line: string): string {
  const [, name] = /^(\w+) is not defined$/.exec(message) ?? [];
  if (name === "__dirname" || name === "__filename") return READ_LOCALLY;
  const meant = name === undefined ? undefined : nearestName(name);
  if (meant !== undefined && meant !== name) return `did you mean \`${meant}\`?`;
  if (meant !== undefined) return `import { ${meant} } from "phoenix-setup"`;
  // Only in a template literal may it be Bash's own.
  const ofBash = name !== undefined && new RegExp(`\\$\\{[^}]*\\b${name}\\b`).test(line);
  if (ofBash) return `import ${name}, or, if it is meant for Bash, write \\\${${name}}`;
  if (name !== undefined) return `import ${name} from the file that exports it, or mend its spelling`;
  if (/^Cannot (add|assign|define|delete|redefine) .*(property|read only)|not extensible$/.test(message))
    return "what the language and phoenix-setup give is frozen: make a copy, or a function of your own";
  if (/ is not a function$/.test(message)) return "mend its spelling; the editor lists what there is";
  if (/^Maximum call stack/.test(message)) return "look for a function that calls itself without an end";
  return "mend the line; a definition is evaluated when it is loaded";
}

/** What is no Error knows no place. If the file has one `throw` of something else, it is that one. */
function throwing(folder: string, file: string): Place {
  const place = { file, line: 1, column: 1 };
  const found = textOf(folder, file)
    .split("\n")
    .flatMap((text, i) => {
      const at = text.search(/\bthrow\b(?!\s+new\b)/);
      return at < 0 ? [] : [{ file, line: i + 1, column: at + 1 }];
    });
  return found.length === 1 ? (found[0] ?? place) : place;
}

/** A file as it was written; nothing where it cannot be read any more. */
function textOf(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch {
    return "";
  }
}
