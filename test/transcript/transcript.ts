/** One thing that a reader of a document does: a command typed at the prompt, or a file written. */
export type Deed =
  | { readonly types: string; readonly sees: readonly string[] }
  | { readonly writes: string; readonly text: string };

/** A section of a document, by how its heading begins. */
export const sectionOf = (text: string, heading: string): string =>
  text.split(/^## /m).find((section) => section.startsWith(heading)) ?? "";

/** What a section of a document tells its reader to do, and what it says that the reader will see. */
export function deedsOf(section: string): Deed[] {
  return [...section.matchAll(/^```(console|ts)\n([\s\S]*?)^```$/gm)].flatMap(([, language, block = ""]) =>
    language === "console" ? commands(block) : [file(block)],
  );
}

/** What the document says that the reader sees: each command with its output. */
export const shownBy = (deeds: readonly Deed[]): string[] =>
  deeds.flatMap((deed) => ("types" in deed ? [`$ ${deed.types}`, ...deed.sees] : []));

function commands(block: string): Deed[] {
  const deeds: { types: string; sees: string[] }[] = [];
  for (const line of block.trimEnd().split("\n")) {
    const [, typed] = /^\$ (.*)/.exec(line) ?? [];
    if (typed !== undefined) deeds.push({ types: typed, sees: [] });
    else deeds.at(-1)?.sees.push(line);
  }
  return deeds;
}

/** A file's text begins with a comment that says where it is. */
function file(block: string): Deed {
  const [, path = "", text = ""] = /^\/\/ (\S+)\n([\s\S]*)/.exec(block) ?? [];
  return { writes: path, text };
}

/** What is different each time: when it was, a run's id, how long things took, and our version. */
export const withoutChance = (line: string): string =>
  line
    .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} /, "")
    .replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d\b/, "<minute>")
    .replace(/\brun [0-9a-f]{6}\b/g, "run <id>")
    .replace(/\b\d+ ?s\b/g, "<time>")
    .replace(/\bseconds=\d+/g, "seconds=<time>")
    .replace(/^ *<time>/, "<time>")
    .replace(/\bphoenix-setup-\d+\.\d+\.\d+[\w.-]*?\.tgz/g, "phoenix-setup-<version>.tgz");

/** Lines that npm prints around what it runs; they differ from one npm to the next. */
export const isOfNpm = (line: string): boolean => /^(npm (warn|notice)|added \d+ packages|> |up to date)/.test(line);
