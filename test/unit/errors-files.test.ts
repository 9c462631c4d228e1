import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { definition, project, root } from "./project.ts";
import { report, reportOf } from "./report.ts";

/** The heads of all findings, `code place message`. */
const heads = (text: string): string[] =>
  [...text.matchAll(/^(?:error|warning)\[(D\d+)\]: (.*)\n {2}--> (\S+)/gm)].map(
    ([, code, says, place]) => `${code} ${place} ${says}`,
  );

it("a file that cannot be read as TypeScript does not hide the mistakes of the others", async () => {
  const files = {
    "101-a.ts": definition(101, { cores: "0" }),
    "102-b.ts": `import "./part.ts";\n${definition(102)}`,
    "103-c.ts": definition(103, { cores: '"é" +' }),
    "104-d.ts": definition(104, { cores: "/(/" }),
    "part.ts": "export const x = ;\n",
  };
  expect(heads(await report(files))).toEqual([
    "D104 definitions/101-a.ts:8:3 `cores` is 0, less than 1",
    'D201 definitions/103-c.ts:8:15 Unexpected ","',
    "D201 definitions/104-d.ts:8:10 Invalid regular expression: /(/: Unterminated group",
    'D201 definitions/part.ts:1:18 Unexpected ";"',
  ]);
});

it("a mistake in what many import is told once, in two attempts, and hides nothing of those that do not", async () => {
  const importers = [101, 102, 103, 104, 105, 106, 107].map((ctid) => [
    `${ctid}-a.ts`,
    `import { x } from "./through.ts";\nvoid x;\n${definition(ctid)}`,
  ]);
  const { folder } = project({});
  const runs = join(folder, "runs");
  const esbuild = createRequire(join(root, "package.json")).resolve(
    `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
  );
  writeFileSync(join(folder, "esbuild"), `#!/bin/bash\necho run >>${runs}\nexec ${esbuild} "$@"\n`, { mode: 0o755 });
  vi.stubEnv("ESBUILD_BINARY_PATH", join(folder, "esbuild"));
  onTestFinished(() => void vi.unstubAllEnvs());
  const text = await report({
    ...Object.fromEntries(importers),
    "through.ts": 'export { x } from "./broken.ts";\n',
    "broken.ts": "export const x = (;\n",
    "108-b.ts": definition(108, { cores: '"two"' }),
  });
  expect(heads(text)).toEqual([
    'D103 definitions/108-b.ts:8:3 `cores` is "two", not a number',
    'D201 definitions/broken.ts:1:19 Unexpected ";"',
  ]);
  // One that fails, one without the file.
  expect(readFileSync(runs, "utf8")).toBe("run\nrun\n");
});

it("an import that leads nowhere, or names what is not there, says what to do", async () => {
  expect(
    await report({
      "101-a.ts":
        'import { x } from "./host.ts";\nimport y from "./nowhere.ts";\nimport z from "no-package";\nvoid [x, y, z];\n',
      "host.ts": "export {};\n",
    }),
  ).toMatchInlineSnapshot(`
    "
    error[D201]: there is no file "./nowhere.ts"
      --> definitions/101-a.ts:2:15
      1 | import { x } from "./host.ts";
    > 2 | import y from "./nowhere.ts";
        |               ^
      3 | import z from "no-package";
      hint: mend the path; it is relative to the file, and ends as the file's name does

    error[D201]: there is no package "no-package"
      --> definitions/101-a.ts:3:15
      2 | import y from "./nowhere.ts";
    > 3 | import z from "no-package";
        |               ^
      4 | void [x, y, z];
      hint: mend the name, or install the package

    error[D204]: the file has no default export
      --> definitions/host.ts:1:1
    > 1 | export {};
        | ^
      2 |
      hint: export default template({…}), application({…}) or host({…})

    3 errors, 0 warnings"
  `);
});

it("a file that exports nothing, something else, or two containers", async () => {
  expect(
    await report({
      "101-a.ts": "export {};\n",
      "102-b.ts": 'import { apt } from "phoenix-setup";\nexport default apt.upgrade({});\n',
      "103-c.ts": "export default (async () => 1)();\n",
      "104-d.ts": `${definition(104)}export const second = ${definition(105).split("export default ")[1]}`,
      "106-f.ts":
        'import { host } from "phoenix-setup";\nexport default host({ bridge: "b", storage: "s", osTemplate: "o", images: {} });\n',
      "107-g.ts": 'export { default } from "./104-d.ts";\n',
    }),
  ).toMatchInlineSnapshot(`
    "
    error[D204]: the file has no default export
      --> definitions/101-a.ts:1:1
    > 1 | export {};
        | ^
      2 |
      hint: export default template({…}), application({…}) or host({…})

    error[D204]: the file's default export is no definition, but a step, apt-upgrade
      --> definitions/102-b.ts:1:1
    > 1 | import { apt } from "phoenix-setup";
        | ^
      2 | export default apt.upgrade({});
      hint: export default template({…}), application({…}) or host({…})

    error[D204]: the file's default export is no definition, but a promise
      --> definitions/103-c.ts:1:1
    > 1 | export default (async () => 1)();
        | ^
      2 |
      hint: export default template({…}), application({…}) or host({…})

    error[D207]: the file describes a second container, 105
      --> definitions/104-d.ts:13:23
      12 | });
    > 13 | export const second = application({
         |                       ^
      14 |   ctid: 105,
      first described here: definitions/104-d.ts:3:16
      2 |
    > 3 | export default application({
        |                ^
      4 |   ctid: 104,
      hint: give each a file of its own, with a default export

    error[D204]: definitions/106-f.ts is named for a container, but describes a host
      --> definitions/106-f.ts:2:16
      1 | import { host } from "phoenix-setup";
    > 2 | export default host({ bridge: "b", storage: "s", osTemplate: "o", images: {} });
        |                ^
      3 |
      hint: call it definitions/host.ts, or by the host's name

    error[D207]: the file exports container 104, which definitions/104-d.ts describes
      --> definitions/107-g.ts:1:1
    > 1 | export { default } from "./104-d.ts";
        | ^
      2 |
      hint: export it once

    6 errors, 0 warnings"
  `);
});

it("a folder, a link that leads nowhere, and bytes that are no text", async () => {
  const { folder } = project({ "definitions/101-a.ts": definition(101) });
  const at = (name: string) => join(folder, "definitions", name);
  mkdirSync(at("102-b.ts"));
  symlinkSync("nowhere.ts", at("103-c.ts"));
  writeFileSync(at("104-d.ts"), Buffer.concat([Buffer.from("const a = 1;\n// "), Buffer.of(0xe9, 10)]));
  writeFileSync(at("105-e.ts"), Buffer.from("\x7fELF\0\0"));
  writeFileSync(at("106-f.ts"), "const a = '\u2028';\n");
  writeFileSync(at("107-$(x).ts"), definition(107));
  expect(heads(await reportOf(folder))).toEqual([
    "D205 definitions/102-b.ts:1:1 the name ends in .ts, but it is a folder",
    "D205 definitions/103-c.ts:1:1 the file is a symbolic link that leads nowhere",
    "D206 definitions/104-d.ts:2:1 the file is not text in UTF-8",
    "D206 definitions/105-e.ts:1:1 the file is not text in UTF-8",
    "D206 definitions/106-f.ts:1:1 the file holds U+2028, which ends a line for some programs and for others does not",
    "D205 definitions/107-$(x).ts:1:1 the file's name holds more than letters, digits, spaces and . _ - + = @ , ( )",
  ]);
});

it("a pipe that another file imports is not waited for", async () => {
  const { folder } = project({ "definitions/101-a.ts": `import "./pipe.ts";\n${definition(101)}` });
  execFileSync("mkfifo", [join(folder, "definitions/pipe.ts")]);
  expect(await reportOf(folder)).toMatchInlineSnapshot(`
    "
    error[D205]: the name ends in .ts, but it is no regular file
      --> definitions/pipe.ts:1:1
      hint: move it elsewhere; until then, no other file is looked at

    1 error, 0 warnings"
  `);
});

it("a folder without a container", async () => {
  expect(await report({ "host.d.ts": "" })).toMatchInlineSnapshot(`
    "
    error[D209]: no file describes a container
      --> definitions:1:1
      hint: describe one in definitions/<CTID>-<name>.ts

    1 error, 0 warnings"
  `);
});

it("files that import each other", async () => {
  expect(
    await report({
      "101-a.ts": `import b from "./102-b.ts";\nvoid b;\n${definition(101)}`,
      "102-b.ts": `import a from "./101-a.ts";\nvoid a;\n${definition(102)}`,
    }),
  ).toMatchInlineSnapshot(`
    "
    error[D203]: files import each other: definitions/102-b.ts → definitions/101-a.ts → definitions/102-b.ts
      --> definitions/101-a.ts:1:1
    > 1 | import b from "./102-b.ts";
        | ^
      2 | void b;
      imported here: definitions/102-b.ts:1:1
    > 1 | import a from "./101-a.ts";
        | ^
      2 | void a;
      hint: remove one of these imports: what two files need goes into a third, and two containers cannot need each other

    1 error, 0 warnings"
  `);
});
