import { renderTemplate } from "../../handlebars/render-template.ts";
import type { DescribedHost } from "./host-status.ts";

/** What is asked of a host: a POSIX sh program without single quotes, its words, and its standard input. */
export interface Question {
  readonly program: string;
  readonly words: readonly string[];
  readonly input: string;
}

/** Returns what asks a host for all that status needs, in one go. Its answer bears the token, which has to be random. */
export function questionFor({ scriptFolder, scriptLinks, containers }: DescribedHost, token: string): Question {
  const programs = new Set(containers.flatMap(({ needs }) => needs.programs));
  const paths = new Set(containers.flatMap(({ needs }) => needs.paths.map(({ path }) => path)));
  const records = [
    ...containers.map(({ ctid, sha256 }) => `script ${ctid} ${sha256}`),
    ...[...programs].map((name) => `program ${name}`),
    ...[...paths].map((path) => `path ${path}`),
    // No file's name holds a slash.
    ...(scriptLinks === null ? [] : [`link ${scriptLinks.replace("<CTID>", "/")}`]),
  ];
  return {
    program: renderTemplate("deploy/status", {}).trim(),
    words: [token, scriptFolder],
    input: records.map((record) => `${record}\0`).join(""),
  };
}
