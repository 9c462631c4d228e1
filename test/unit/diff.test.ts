import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { diffOf } from "../../generator/cli/ui/diff.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

const name = "phoenix_hypervisor_setup_900.sh";

it("a diff is coloured line by line, and is the same text without its colours", () => {
  const difference = { script: name, before: "one\ntwo\nthree\n", after: "one\n2\nthree\n" };
  const plain = diffOf(difference, false);
  expect(plain).not.toContain("\x1b");
  const coloured = diffOf(difference, true);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
  expect(coloured.split("\n")).toEqual(
    expect.arrayContaining(["\x1b[31m-two\x1b[0m", "\x1b[32m+2\x1b[0m", " one", expect.stringContaining("\x1b[36m@@")]),
  );
});

it("a script that was not there is compared with nothing", () => {
  expect(diffOf({ script: name, before: undefined, after: "one\n" }, false)).toMatch(
    /^--- \/dev\/null.*\n\+\+\+ dist-scripts\/.*\n@@ -0,0 \+1,1 @@\n\+one$/m,
  );
});

it("generate --diff says what it changes, without colour where nobody looks", async () => {
  const { put, run } = project({ "definitions/900-one.ts": definition(900) });
  await run("generate", "--no-lint", "--no-types");
  put("definitions/900-one.ts", definition(900, { steps: '[apt.packages({ packages: ["jq"] })]' }));
  const { code, out } = await run("generate", "--diff", "--no-lint", "--no-types");
  expect(code).toBe(0);
  expect(out).toMatch(/^-.*curl/m);
  expect(out).toMatch(/^\+.*jq/m);
  expect(out).not.toContain("\x1b");
});
