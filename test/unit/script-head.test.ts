import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScriptHead } from "../../generator/contract/script-head.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";
import { script, two } from "./two-containers.ts";

const hashes = (text: string) => {
  const [, plan, head, body] = /^# plan: (.*)\n# head: (.*)\n# body: (.*)$/m.exec(text) ?? [];
  return { plan, head, body };
};

describe("the head of a script", () => {
  const read = (folder: string, ctid: number) => readFileSync(join(folder, script(ctid)), "utf8");

  it("bears the sha256 of all bytes before its head line and after its body line", async () => {
    const { folder, run } = two();
    await run("generate", "--no-types", "--no-lint");
    const text = read(folder, 101);
    const above = text.slice(0, text.indexOf("# head: "));
    const below = text.slice(text.indexOf("\n", text.indexOf("# body: ")) + 1);
    const [head, body] = [above, below].map((part) => createHash("sha256").update(part).digest("hex"));
    expect(hashes(text)).toMatchObject({ head, body });
  });

  it("keeps its plan hash when only titles, comments or lines change, and not when a step does", async () => {
    const { folder, run, put } = two();
    await run("generate", "--no-types", "--no-lint");
    const { plan } = hashes(read(folder, 101));
    put(
      "definitions/101-one.ts",
      `// said\n\n${definition(101, { steps: '[apt.packages({ title: "tools", packages: ["curl"] })]' })}`,
    );
    await run("generate", "--no-types", "--no-lint");
    expect(hashes(read(folder, 101)).plan).toBe(plan);
    put(
      "definitions/101-one.ts",
      definition(101, { steps: '[apt.packages({ packages: ["curl"], recommends: false })]' }),
    );
    await run("generate", "--no-types", "--no-lint");
    expect(hashes(read(folder, 101)).plan).not.toBe(plan);
  });

  it("has another plan hash when the parent's plan changes", async () => {
    const clone = `import parent from "./101-one.ts";\n${definition(102, { cloneOf: "parent" }).replace("  unprivileged: true,\n", "")}`;
    const plans = ["curl", "wget"].map(async (name) => {
      const { folder, run } = project({
        "definitions/101-one.ts": definition(101, {
          snapshot: '"ready"',
          steps: `[apt.packages({ packages: ["${name}"] })]`,
        }),
        "definitions/102-two.ts": clone,
      });
      await run("generate", "--no-types", "--no-lint");
      return hashes(read(folder, 102)).plan;
    });
    expect(await plans[0]).not.toBe(await plans[1]);
  });
});

describe("what is read from the head of a script", () => {
  const zeros = "0".repeat(64);
  let text = "";
  beforeAll(async () => {
    // What a description says like that is not taken for the hashes.
    const description = JSON.stringify(`plan: ${zeros} head: ${zeros} ${"-".repeat(40)} body: ${zeros}`);
    const { folder, run } = project({ "definitions/101-one.ts": definition(101, { description }) }, afterAll);
    await run("generate", "--no-types", "--no-lint");
    text = readFileSync(join(folder, script(101)), "utf8");
  });

  it("is its container, its hashes, and that it is as it was made", () => {
    expect(text).toContain(`# plan: ${zeros}`);
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    const head = { ours: true, ctid: 101, ...hashes(text), edited: false };
    expect(hashes(text)).toEqual({ plan: sha256, head: sha256, body: sha256 });
    expect(readScriptHead(text)).toEqual(head);
    expect(readScriptHead(Buffer.from(text))).toEqual(readScriptHead(text));
  });

  it.each([
    ["the plan's hash", /^# plan: .(?=.*\n# head)/m, "# plan: f0"],
    ["the head's hash", /^# head: .(?=.*\n# body)/m, "# head: f0"],
    ["the body's hash", /^# body: ./m, "# body: f0"],
    ["the first line", "#!/bin/bash -p", "#!/bin/bash"],
    ["the name", "101.sh –", "102.sh –"],
    ["a line of the body", 'main "$@"', 'main "$@" # said'],
    ["the end", /$/, "# said\n"],
    ["all line ends", /\n/g, "\r\n"],
    ["a line for a hash, which is gone", /^# plan: .*\n(?=# head)/m, ""],
  ])("is that it was edited: %s", (_, from, to) => {
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    expect(readScriptHead(edited)).toMatchObject({ ours: true, edited: true });
  });

  it("is of a script without a head line, as those made earlier are, that its body was edited or not", () => {
    const earlier = text.replace(/^# head: .*\n(?=# body)/m, "");
    expect(readScriptHead(earlier)).toMatchObject({ ours: true, ctid: 101, head: null, edited: false });
    expect(readScriptHead(`${earlier}\n`)).toMatchObject({ ours: true, edited: true });
  });

  it.each([
    ["nothing", ""],
    ["another script", "#!/bin/bash\n# plan: 1\n# body: 2\necho\n"],
    ["no text", Buffer.from([0, 255, 10, 10, 13])],
  ])("is that it is not ours: %s", (_, content) => {
    expect(readScriptHead(content)).toMatchObject({ ours: false, edited: false });
  });
});
