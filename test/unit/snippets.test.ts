import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { thorough } from "../thorough.ts";
import { documents } from "./documents-of.ts";
import { project } from "./in-process.ts";
import { definition, root } from "./project.ts";

/** A fenced block of a document. */
interface Block {
  readonly document: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; language: string; lines: string[] } | undefined;
  for (const [n, line] of readFileSync(join(root, document), "utf8").split("\n").entries()) {
    const [, language] = /^ *(?:```|~~~)(.*)$/.exec(line) ?? [];
    if (language === undefined) open?.lines.push(line);
    else if (open === undefined) open = { line: n + 1, language, lines: [] };
    else {
      blocks.push({ document, line: open.line, language: open.language, text: `${open.lines.join("\n")}\n` });
      open = undefined;
    }
  }
  return blocks;
}

const blocks = documents.flatMap(blocksOf);
const nameOf = ({ document, line }: Block): string => `${document}:${line}`;

it("each block of each document says its language", () => {
  expect(blocks.length).toBeGreaterThan(100);
  const known = new Set(["console", "hbs", "json", "sh", "text", "ts", "yaml"]);
  expect(blocks.filter(({ language }) => !known.has(language)).map(nameOf)).toEqual([]);
});

/** The step reference is made from comments in the code, and a test of its own generates each of its examples. */
const typescript = blocks.filter(
  ({ language, document }) => language === "ts" && document !== "generator/steps/README.md",
);

/** A block that begins with the path of its file stands there; `, …` is a part that is left out. */
const fileOf = ({ text }: Block): string | undefined => /^(?:\/\/|\{\{!--) (definitions\/[\w./-]+\w)/.exec(text)?.[1];
const templates = Object.fromEntries(
  blocks
    .filter(({ language }) => language === "hbs")
    .flatMap((block) => {
      const file = fileOf(block);
      return file === undefined ? [] : [[file, block.text]];
    }),
);
const own = Object.fromEntries(
  readdirSync(join(root, "definitions"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [`definitions/${name}`, readFileSync(join(root, "definitions", name), "utf8")]),
);

describe("each block of TypeScript is type-checked, and its definition generated, among this repository's:", () => {
  it("there are some", () => expect(typescript.length).toBeGreaterThan(3));

  it.each(typescript.map((block) => [nameOf(block), block] as const))("%s", async (_, block) => {
    const [, ctid = "960"] = /\bctid: (\d+)/.exec(block.text) ?? [];
    const file = fileOf(block) ?? `definitions/${/\bctid:/.test(block.text) ? ctid : "piece"}-snippet.ts`;
    // This repository's containers need more of their host than another host has.
    const others =
      file === "definitions/host.ts"
        ? [["definitions/960-other.ts", definition(960)] as const]
        : Object.entries(own).filter(([path]) => !path.startsWith(`definitions/${ctid}-`));
    const { folder, run } = project({
      ...Object.fromEntries(others),
      ...templates,
      [file]: block.text.replace(", …", ""),
    });
    const flags = thorough ? [] : ["--no-types"];
    const { code, err } = await run("generate", "--no-lint", ...flags);
    expect({ code, err }, folder).toMatchObject({ code: 0 });
  });

  it("a piece with a template of its own works where it is used", async () => {
    const piece = typescript.find((block) => block.text.includes("export const banner"));
    const use = `import { banner } from "./steps/banner.ts";\n${definition(960, { steps: '[banner({ lines: ["no entry"] })]' })}`;
    const files = { "definitions/960-use.ts": use, "definitions/steps/banner.ts": piece?.text ?? "", ...templates };
    const { run } = project(files);
    expect(await run("generate", "--no-lint", "--no-types")).toMatchObject({ code: 0 });
  });
});
