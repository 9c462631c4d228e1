import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { documents } from "./documents-of.ts";
import { project } from "./in-process.ts";
import { root } from "./project.ts";

const read = (document: string): string => readFileSync(join(root, document), "utf8");
const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, "");

/** The anchors that a reader can be sent to: its headings, as GitHub writes them. */
const anchors = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Links to something in the repository, images too, that lead nowhere. */
function deadLinks(document: string, text: string): string[] {
  const targets = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? document : normalize(join(dirname(document), path));
    if (!existsSync(join(root, file))) return true;
    return anchor !== undefined && !anchors(read(file)).includes(anchor);
  });
}

/** Paths of this repository in backquotes that are not there. */
const missingPaths = (text: string): string[] =>
  [...text.matchAll(/`((?:generator|templates|test|definitions|\.ci)\/[\w./-]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => !existsSync(join(root, path)));

const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts);

/** What is typed after `npm run` or in its place, and is no script of package.json. */
const unknownScripts = (text: string): string[] =>
  [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !scripts.includes(name));

it.each(documents)("%s links to nothing that is not there", (document) => {
  expect(deadLinks(document, read(document))).toEqual([]);
});

/** What speaks of this repository as it is now: not of its past, nor of a project that `init` or `export` makes. */
const current = documents.filter((document) => !/^(CHANGELOG|generator\/scaffold\/|templates\/)/.test(document));

it.each(current)("%s names files, folders and scripts that are there", (document) => {
  expect([...missingPaths(read(document)), ...unknownScripts(read(document))]).toEqual([]);
});

describe("each command of phoenix-setup in the documents", () => {
  const typed = documents
    .filter((document) => document !== "CHANGELOG.md")
    .flatMap((document) => [...read(document).matchAll(/(?:npx|`) ?phoenix-setup ([a-z]+)((?: [^\n`|]*)?)/g)])
    .map(([, command = "", rest = ""]) => ({ command, flags: [...rest.matchAll(/(?<= )--[a-z-]+/g)].map(([f]) => f) }));

  it("is one, with its flags", async () => {
    const { run } = project({});
    const wrong: string[] = [];
    const known = new Map<string, string>();
    for (const { command, flags } of typed) {
      const help = known.get(command) ?? (await run(command, "--help")).out;
      known.set(command, help);
      if (!help.includes(command)) wrong.push(command);
      for (const flag of flags) if (!help.includes(flag)) wrong.push(`${command} ${flag}`);
    }
    expect(typed.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

describe("found is", () => {
  it("a link to no file, and one to no heading", () => {
    const text =
      "# A b\n[one](CHANGELOG.md) [two](nowhere.md) [three](#a-b) [four](README.md#nowhere) [five](https://a.b/c)";
    expect(deadLinks("README.md", text)).toEqual(["nowhere.md", "#a-b", "README.md#nowhere"]);
  });

  it("a path and a script that are not there", () => {
    expect(missingPaths("`generator/nowhere.ts`, `generator/index.ts`")).toEqual(["generator/nowhere.ts"]);
    expect(unknownScripts("npm run nothing, npm run lint")).toEqual(["nothing"]);
  });
});

it("every folder of documents is looked at", () => {
  expect(readdirSync(join(root, "generator/docs")).filter((name) => name.endsWith(".md")).length).toBeGreaterThan(3);
  expect(documents.length).toBeGreaterThan(15);
});
