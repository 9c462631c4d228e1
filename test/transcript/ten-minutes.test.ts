import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { needsOfRehearsal } from "../../generator/rehearse/needs.ts";
import { note } from "../steps/count.ts";
import { thorough } from "../thorough.ts";
import { root } from "../unit/project.ts";
import { play } from "./play.ts";
import { deedsOf, sectionOf, shownBy, withoutChance } from "./transcript.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const section = sectionOf(readme, "Ten minutes");

const lacking = thorough ? needsOfRehearsal() : "it packs, installs and lints, for 45 s of CPU; .ci/run plays it";
if (lacking !== undefined) note(`skipped: the README's ten minutes, since ${lacking}`);

describe("the README's ten minutes", () => {
  const deeds = deedsOf(section);

  it.skipIf(lacking !== undefined)(
    "happen as written, in an empty folder, from the packed tarball",
    () => {
      expect(play(deeds).map(withoutChance)).toEqual(shownBy(deeds).map(withoutChance));
    },
    1_000_000,
  );

  it("have a beginning, an edit and a rehearsal", () => {
    const typed = deeds.map((deed) => ("types" in deed ? deed.types : deed.writes)).join("\n");
    expect(typed).toMatch(
      /init\n[\s\S]*npm run generate\n[\s\S]*new 910[\s\S]*definitions\/910-web\.ts\nnpm run generate\n[\s\S]*rehearse 910/,
    );
  });
});

describe("a transcript", () => {
  const text = "First\n```console\n$ one\na\n\nb\n$ two\n```\n```ts\n// a/b.ts\nlet x;\n```\n";

  it("is read as what is typed, seen and written", () => {
    expect(deedsOf(text)).toEqual([
      { types: "one", sees: ["a", "", "b"] },
      { types: "two", sees: [] },
      { writes: "a/b.ts", text: "let x;\n" },
    ]);
  });

  it.each([
    ["     2 s  INFO  run de28b4: ok=2 failed=0 seconds=0", "<time>  INFO  run <id>: ok=2 failed=0 seconds=<time>"],
    ["[1/5] docker-ready ok 12s  definitions/910-web.ts:9", "[1/5] docker-ready ok <time>  definitions/910-web.ts:9"],
    ["../phoenix-setup-0.1.0.tgz; npm", "../phoenix-setup-<version>.tgz; npm"],
    ["2 scripts written, 10.0.0.210/24", "2 scripts written, 10.0.0.210/24"],
  ])("compares %j as %j", (line, expected) => expect(withoutChance(line)).toBe(expected));
});
