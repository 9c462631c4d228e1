import { describe, expect, it } from "vitest";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

const sound = { "definitions/101-one.ts": definition(101) };
const quick = ["--no-types", "--no-lint"];

describe("A7: a file that looks like a definition and is not read is an error:", () => {
  it.each([
    ["prod/915-x.ts", "move it to definitions/ itself"],
    ["prod/deep/x.mts", "move it to definitions/ itself"],
    ["915-x.mts", "let its name end in .ts"],
    ["915-x.cts", "let its name end in .ts"],
    ["915-x.js", "let its name end in .ts"],
    ["915-x.tsx", "let its name end in .ts"],
    ["915-x.TS", "let its name end in .ts"],
  ])("%s", async (name, hint) => {
    const { run } = project({ ...sound, [`definitions/${name}`]: definition(915) });
    const { code, err } = await run("generate", ...quick);
    expect(code).toBe(1);
    expect(err).toContain("error[D211]: the file looks like a definition, but only definitions/*.ts are read");
    expect(err).toContain(`--> definitions/${name}:1:1`);
    expect(err).toContain(`hint: ${hint}`);
  });

  it("also where it appears beside a run that is remembered", async () => {
    const { run, put } = project({ ...sound, "definitions/prod/notes.txt": "" });
    expect(await run("generate", ...quick)).toMatchObject({ code: 0 });
    put("definitions/prod/915-x.ts", "export const later = 1;\n");
    expect(await run("check", ...quick)).toMatchObject({ code: 0 });
    put("definitions/prod/915-x.ts", definition(915));
    expect(await run("check", ...quick)).toMatchObject({ code: 1, err: expect.stringContaining("D211") });
  });
});

describe("A7: but not", () => {
  it.each([
    [
      "what is imported",
      { "parts/web.ts": 'import "phoenix-setup";\nexport default 1;\n' },
      'import web from "./parts/web.ts";\nvoid web;\n',
    ],
    [
      "a piece without a default export",
      { "parts/web.ts": 'import { apt } from "phoenix-setup";\nexport const x = apt;\n' },
      "",
    ],
    [
      "what a step carries",
      { "app/100-x.js": "module.exports = 1;\n" },
      'import { localFolder } from "phoenix-setup";\nlocalFolder("app");\n',
    ],
    ["what is put aside", { ".old/915-x.ts": definition(915), "prod/.915-x.ts": definition(915) }, ""],
    ["another project's", { "examples/web/definitions/915-x.ts": definition(915) }, ""],
    ["a program that is no definition", { "files/server.js": "module.exports = {};\n" }, ""],
  ])("%s", async (_, files, head) => {
    const below = Object.entries(files).map(([name, text]) => [`definitions/${name}`, text]);
    const { run } = project({ ...Object.fromEntries(below), "definitions/101-one.ts": `${head}${definition(101)}` });
    expect(await run("generate", ...quick)).toMatchObject({ code: 0 });
  });
});
