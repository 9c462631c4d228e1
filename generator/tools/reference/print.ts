import type { Option } from "./options.ts";
import type { Chapter, Entry, Reference } from "./reference.ts";
import { WORDS } from "./words.ts";

const HEAD = `# Step reference

Made from the comments in this folder by \`npm run reference\`; a test fails if it is stale. How to add a kind of step is told in
[ADDING.md](ADDING.md).

Everything here is imported from \`phoenix-setup\`. Each example is compiled and run on the simulator by the tests.`;

/** The reference as Markdown. */
export function printReference({ common, values, chapters }: Reference): string {
  return `${[
    HEAD,
    contents([...chapters, values]),
    index(),
    `## What every step takes\n\n${table(common)}`,
    ...[...chapters, values].map(chapterText),
  ].join("\n\n")}\n`;
}

const heading = ({ name }: Chapter): string => ({ "": "Others", values: "What options are made with" })[name] ?? name;

/** As GitHub makes the anchor of a heading. */
const anchor = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");

const contents = (chapters: readonly Chapter[]): string =>
  chapters
    .map((chapter) => {
      const links = chapter.entries.map(({ name }) => `[\`${name}\`](#${anchor(name)})`);
      return `- [${heading(chapter)}](#${anchor(heading(chapter))}): ${links.join(", ")}`;
    })
    .join("\n");

/** Where to look, by the words that people use. */
function index(): string {
  const rows = WORDS.map(([words, ...found]) => `| ${words} | ${found.map(indexLink).join(", ")} |`);
  return ["## By what you look for", "", "| you look for | look at |", "|---|---|", ...rows].join("\n");
}

function indexLink(found: string): string {
  if (found.startsWith("the ")) return found;
  const [name = "", option] = found.split(" ");
  return `[\`${name}\`](#${anchor(name)})${option === undefined ? "" : `, its \`${option}\``}`;
}

const chapterText = (chapter: Chapter): string =>
  [`## ${heading(chapter)}`, chapter.about, ...chapter.entries.map(entryText)]
    .filter((text) => text !== "")
    .join("\n\n");

const entryText = ({ name, about, call, options, example }: Entry): string =>
  [
    `### ${name}`,
    ...(call ? [`\`\`\`ts\n${call}\n\`\`\``] : []),
    about,
    ...(options.length > 0 ? [table(options, call === undefined ? "option" : call === "" ? "call" : "parameter")] : []),
    ...(example === "" ? [] : [`\`\`\`ts\n${example}\n\`\`\``]),
  ].join("\n\n");

function table(options: readonly Option[], what = "option"): string {
  const rows = options.map(
    ({ name, optional, type, about }) => `| \`${name}${optional ? "?" : ""}\` | \`${cell(type)}\` | ${cell(about)} |`,
  );
  return [`| ${what} | ${what === "call" ? "gives" : "type"} | |`, "|---|---|---|", ...rows].join("\n");
}

/** A bar would end the cell, in code as well. */
const cell = (text: string): string => text.replaceAll("|", "\\|");
