import { expect, it } from "vitest";
import { definition } from "./project.ts";
import { report } from "./report.ts";

const waits = (container: string, imports = "", ctid = 102): Readonly<Record<string, string>> => ({
  [`${ctid}-b.ts`]: `import { wait } from "phoenix-setup";\n${imports}\n${definition(ctid, {
    steps: `[wait.neighbour({ container: ${container}, port: 80, within: seconds(9) })]`,
  })}`,
});
const from = 'import other from "./101-a.ts";';
const codes = (text: string): string[] =>
  [...text.matchAll(/^(?:error|warning)\[(D\d+)\]: (.*)/gm)].map(([, code, message]) => `${code} ${message}`);

it("a container that comes before may be waited for", async () => {
  expect(await report({ "101-a.ts": definition(101), ...waits("other", from) })).toBe("");
});

it("one that no definition file exports is refused: D140", async () => {
  const inner = `const inner = ${definition(103).replace(/^[\s\S]*export default /, "")}`;
  const text = await report(waits("inner", inner, 104));
  expect(codes(text)).toEqual(["D140 container 103, which this step waits for, is not exported by a definition file"]);
  expect(text).toContain("definitions/104-b.ts:");
});

it("a template is refused, for it serves nobody: D141", async () => {
  const template = definition(101, { snapshot: '"base"' }).replaceAll("application", "template");
  expect(codes(await report({ "101-a.ts": template, ...waits("other", from) }))).toEqual([
    "D141 container 101 is a template: it ends as a snapshot, and serves nobody",
  ]);
});

it("the container itself is refused: D141", async () => {
  const same = definition(102).replace("export default", "export const same =");
  const text = await report({ "same.ts": same, ...waits("same", 'import { same } from "./same.ts";') });
  expect(codes(text)).toContain("D141 the container waits for itself");
});

it("a container that comes later is doubtful: D320", async () => {
  expect(codes(await report({ "101-a.ts": definition(101), ...waits("other", from, 100) }))).toEqual([
    "D320 container 101 comes after 100, which waits for it",
  ]);
});

it("what is no definition is no neighbour", async () => {
  expect(await report(waits('{ is: "application", options: { ctid: 101 } } as never'))).toContain(
    "must be a container's definition",
  );
});
