// @ts-check
// The bare floor: a program that fills in precompiled Handlebars and writes the same bytes, and does nothing else.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * Makes `floor.cjs` and its data in a folder, from the scripts of a project: its paragraphs are what the template is filled with, each
 * stored once.
 *
 * @param {string} folder where it is put, and where it writes
 * @param {string} scripts the folder of the scripts that it is to write
 */
export function makeFloor(folder, scripts) {
  const { precompile } = require("handlebars");
  mkdirSync(join(folder, "out"), { recursive: true });
  /** @type {Map<string, number>} */
  const paragraphs = new Map();
  const files = readdirSync(scripts)
    .filter((name) => name.endsWith(".sh"))
    .map((name) => ({
      name,
      parts: readFileSync(join(scripts, name), "utf8")
        .split("\n\n")
        .map((text) => {
          const number = paragraphs.get(text) ?? paragraphs.size;
          paragraphs.set(text, number);
          return number;
        }),
    }));
  writeFileSync(join(folder, "data.json"), JSON.stringify({ paragraphs: [...paragraphs.keys()], files }));
  const template = precompile("{{#each parts}}{{#unless @first}}\n\n{{/unless}}{{this}}{{/each}}", { noEscape: true });
  const program = `const Handlebars = require(${JSON.stringify(require.resolve("handlebars/runtime"))});
const { readFileSync, writeFileSync } = require("node:fs");
const print = Handlebars.template(${template});
const { paragraphs, files } = JSON.parse(readFileSync(__dirname + "/data.json", "utf8"));
for (const { name, parts } of files)
  writeFileSync(__dirname + "/out/" + name, print({ parts: parts.map((number) => paragraphs[number]) }), { mode: 0o755 });
`;
  writeFileSync(join(folder, "floor.cjs"), program);
}
