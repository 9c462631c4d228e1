import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";
import { script, two } from "./two-containers.ts";

describe("the head of a script", () => {
  const read = (folder: string, ctid: number) => readFileSync(join(folder, script(ctid)), "utf8");
  const hashes = (text: string) => ({
    plan: /^# plan: (.*)$/m.exec(text)?.[1],
    body: /^# body: (.*)$/m.exec(text)?.[1],
  });

  it("bears the sha256 of all bytes after its body line", async () => {
    const { folder, run } = two();
    await run("generate", "--no-lint");
    const text = read(folder, 101);
    const body = text.slice(text.indexOf("\n", text.indexOf("# body: ")) + 1);
    expect(hashes(text).body).toBe(createHash("sha256").update(body).digest("hex"));
  });

  it("keeps its plan hash when only titles, comments or lines change, and not when a step does", async () => {
    const { folder, run, put } = two();
    await run("generate", "--no-lint");
    const { plan } = hashes(read(folder, 101));
    put(
      "definitions/101-one.ts",
      `// said\n\n${definition(101, { steps: '[apt.packages({ title: "tools", packages: ["curl"] })]' })}`,
    );
    await run("generate", "--no-lint");
    expect(hashes(read(folder, 101)).plan).toBe(plan);
    put(
      "definitions/101-one.ts",
      definition(101, { steps: '[apt.packages({ packages: ["curl"], recommends: false })]' }),
    );
    await run("generate", "--no-lint");
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
      await run("generate", "--no-lint");
      return hashes(read(folder, 102)).plan;
    });
    expect(await plans[0]).not.toBe(await plans[1]);
  });
});
