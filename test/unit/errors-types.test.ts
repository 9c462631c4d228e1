import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OPTIONS } from "../../generator/load/bundler.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

/** A mistake that only the compiler sees: the value is right, and of the wrong type. */
const loose = `const cores: string | number = JSON.parse("2");\n${definition(101, { cores: "cores" })}`;

describe("what TypeScript's compiler says", () => {
  it("is part of the report, in its words, and nothing is written", async () => {
    const { run } = project({ "definitions/101-a.ts": loose });
    const { code, err } = await run("generate", "--no-lint");
    expect(err).toBe(
      [
        "error[D220]: Type 'string | number' is not assignable to type 'number' (TS2322)",
        "  --> definitions/101-a.ts:9:3",
        "   8 |   memory: mib(2048),",
        ">  9 |   cores: cores,",
        "     |   ^",
        "  10 |   disk: gib(32),",
        "  hint: Type 'string' is not assignable to type 'number'",
        "",
        "1 error, 0 warnings",
        "",
      ].join("\n"),
    );
    expect(code).toBe(1);
  });

  it("A8: knows each kind of file that the bundler takes as text", async () => {
    const endings = Object.entries(OPTIONS.loader).flatMap(([ending, loader]) => (loader === "text" ? [ending] : []));
    expect(endings).toEqual([".sh", ".hbs", ".txt"]);
    const texts = endings.map((ending) => [`definitions/parts/x${ending}`, "true\n"]);
    const imports = endings.map(
      (ending, i) => `import t${i} from "./parts/x${ending}";\nexport const s${i}: string = t${i};\n`,
    );
    const json = 'import { a } from "./parts/x.json";\nexport const n: number = a;\n';
    const { run } = project({
      "definitions/101-a.ts": `${imports.join("")}${json}${definition(101)}`,
      ...Object.fromEntries(texts),
      "definitions/parts/x.json": '{ "a": 1 }',
    });
    expect(await run("check", "--no-lint", "--no-cache")).toMatchObject({
      code: 1,
      err: expect.not.stringContaining("error"),
    });
  });

  it("is left out with --no-types, and that run answers for no other", async () => {
    const { run } = project({ "definitions/101-a.ts": loose });
    expect((await run("generate", "--no-lint", "--no-types")).code).toBe(0);
    expect((await run("generate", "--no-lint")).code).toBe(1);
    expect((await run("check", "--no-lint")).code).toBe(1);
  });

  it("is told once, where it is told in our words already", async () => {
    const { run } = project({ "definitions/101-a.ts": definition(101, { cores: '"2"', colour: "1" }) });
    const codes = [...(await run("check", "--no-lint")).err.matchAll(/^error\[(D\d+)\]/gm)].map(([, code]) => code);
    expect(codes).toEqual(["D103", "D102"]);
  });

  it("is not heard as long as a file cannot be read as TypeScript: the compiler says no more than that", async () => {
    const { run } = project({ "definitions/101-a.ts": loose, "definitions/102-b.ts": "export default (;\n" });
    const codes = [...(await run("check", "--no-lint")).err.matchAll(/^error\[(D\d+)\]/gm)].map(([, code]) => code);
    expect(codes).toEqual(["D201"]);
  });

  it("does not mind Node's own names where its types are not installed", async () => {
    const text = `import { sep } from "node:path";\nvoid [sep, process.version, new URL("http://x"), Buffer];\n${definition(101)}`;
    const { run } = project({ "definitions/101-a.ts": text });
    expect((await run("check", "--no-lint")).err).not.toContain("D220");
  });

  it("follows the project's tsconfig.json", async () => {
    const { run, put } = project({
      "definitions/101-a.ts": `const list = [1];\nlist[0].toFixed();\n${definition(101)}`,
    });
    expect((await run("check", "--no-lint")).err).toContain("error[D220]: Object is possibly 'undefined' (TS2532)");
    put(
      "tsconfig.json",
      '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "types": [] } }',
    );
    expect((await run("check", "--no-lint")).err).not.toContain("D220");
  });
});

describe("a file that was right is not looked at again, until", () => {
  const files = {
    "definitions/101-a.ts": `import type { Cores } from "./types.ts";\nconst cores: Cores = 2;\n${definition(101, { cores: "cores" })}`,
    "definitions/102-b.ts": definition(102),
    "definitions/types.ts": "export type Cores = number;\n",
  };
  const right = async () => {
    const made = project(files);
    expect((await made.run("generate", "--no-lint")).code).toBe(0);
    return made;
  };

  it("it changes", async () => {
    const { put, run } = await right();
    put("definitions/102-b.ts", loose.replace("101", "102"));
    expect((await run("check", "--no-lint")).err).toContain("--> definitions/102-b.ts:9:3");
  });

  it("a file of which it imports no more than a type changes", async () => {
    const { put, run } = await right();
    put("definitions/types.ts", "export type Cores = string;\n");
    expect((await run("check", "--no-lint")).err).toContain("--> definitions/101-a.ts:2:7");
    put("definitions/types.ts", "export type Cores = number;\n");
    expect((await run("check", "--no-lint")).err).not.toContain("error");
  });

  it("declarations that hold in all files change", async () => {
    const { put, run } = await right();
    put("definitions/all.d.ts", "type Limit = number;\n");
    put("definitions/102-b.ts", `const cores: Limit = 2;\n${definition(102, { cores: "cores" })}`);
    expect((await run("generate", "--no-lint")).code).toBe(0);
    put("definitions/all.d.ts", "type Limit = string;\n");
    expect((await run("check", "--no-lint")).err).toContain("D220");
  });
});

it("a compiler that does not run is a warning", async () => {
  const made = project({
    "definitions/101-a.ts": definition(101),
    "node_modules/typescript/package.json": '{ "name": "typescript", "version": "7.9.9" }',
  });
  const native = `node_modules/@typescript/typescript-${process.platform}-${process.arch}`;
  made.put(`${native}/package.json`, '{ "name": "x" }');
  made.put(`${native}/lib/tsc`, "#!/bin/sh\nexit 3\n");
  const { code, err } = await made.run("generate", "--no-lint");
  expect(err).toContain("warning[D221]: types could not be checked");
  expect(code).toBe(0);
  expect(readFileSync(join(made.folder, "dist-scripts/phoenix_hypervisor_setup_101.sh"), "utf8")).toContain("101");
  writeFileSync(join(made.folder, `${native}/lib/tsc`), "", { mode: 0o755 });
});
