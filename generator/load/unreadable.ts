import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, finding } from "../validation/finding.ts";
import { missingComma, type Said } from "./missing-comma.ts";

/** A message of the bundler as a finding in an author's words. `file` is where it is told if it has no place of its own. */
export function unreadable(folder: string, said: Said, file: string): Finding {
  const { text, location } = said;
  const comma = missingComma(folder, said);
  if (comma !== undefined) return finding("D201", comma.message, "write a comma there", comma.place);
  const place = location?.file
    ? { file: location.file, line: location.line, column: location.column + 1 }
    : { file, line: 1, column: 1 };
  const [sign, hint, words] = HINTS.find(([known]) => known.test(text)) ?? [];
  const message = sign !== undefined && words !== undefined ? text.replace(sign, words) : text.replace(/:$/, "");
  const fix = hint === PACKAGE && hasPaths(folder) ? PATHS : (hint ?? "mend the syntax");
  return finding("D201", message, fix, place);
}

const PACKAGE = "mend the name, or install the package";
const PATHS =
  "write the path to the file, such as ./parts/web.ts: `paths` and `baseUrl` of tsconfig.json are not followed";

/** Whether names lead elsewhere for the editor than for the bundler. */
const hasPaths = (folder: string): boolean =>
  ["tsconfig.json", "definitions/tsconfig.json"].some((file) => {
    try {
      return /"(paths|baseUrl)"\s*:/.test(readFileSync(join(folder, file), "utf8"));
    } catch {
      return false;
    }
  });

/** What to do about what the bundler says, and, where its words tell of things that an author does not see, better ones. */
const HINTS: readonly (readonly [sign: RegExp, hint: string, words?: string])[] = [
  [
    /^Top-level await.*$/,
    "a definition is data: read files with local(), and values of the host with lxcConfig() or env()",
    "a definition is evaluated at once, so that there can be no `await` at its top level",
  ],
  [
    /^Could not resolve ("\..*")$/,
    "mend the path; it is relative to the file, and ends as the file's name does",
    "there is no file $1",
  ],
  [/^Could not resolve (".*")$/, PACKAGE, "there is no package $1"],
  [/^No matching export in (".*") for import (".*")$/, "mend the name, or export it there", "$1 exports no $2"],
  [
    /^No loader is configured for .* files: (.*)$/,
    'read it with local("…"), whose path is relative to definitions/',
    "$1 is no TypeScript, and cannot be imported",
  ],
  [
    /^Multiple exports with the same name "default"$/,
    "leave one of them; a second container needs a file of its own",
    "the file has two default exports",
  ],
  [/^Multiple exports with the same name (".*")$/, "give one of them another name", "the file exports $1 twice"],
  [/^Invalid regular expression/, "mend the regular expression"],
];
