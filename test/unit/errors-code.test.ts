import { join } from "node:path";
import { expect, it } from "vitest";
import { load } from "../../generator/load/load.ts";
import { definition, project } from "./project.ts";
import { report, reportOf } from "./report.ts";

/** What is said of a definition after these lines, without its frames. */
async function said(...lines: string[]): Promise<string> {
  const text = await report({ "101-a.ts": `${lines.join("\n")}\n${definition(101)}` });
  return text
    .split("\n")
    .filter((line) => /^(error|warning)|^ {2}(-->|hint)/.test(line))
    .join("\n");
}

it("what the author's own code throws is told at the author's line, without a stack", async () => {
  expect(
    await report({
      "101-a.ts": `import { deep } from "./part.ts";\ndeep({});\n${definition(101)}`,
      "part.ts": "export const deep = (x: any) => {\n  return x.y.z;\n};\n",
    }),
  ).toMatchInlineSnapshot(`
    "
    error[D202]: the file's own code failed: Cannot read properties of undefined (reading 'z')
      --> definitions/part.ts:2:14
      1 | export const deep = (x: any) => {
    > 2 |   return x.y.z;
        |              ^
      3 | };
      hint: mend the line; a definition is evaluated when it is loaded

    1 error, 0 warnings"
  `);
});

it("whatever is thrown", async () => {
  expect(await said("", "throw null;")).toMatchInlineSnapshot(`
    "error[D202]: the file's own code failed: null
      --> definitions/101-a.ts:2:1
      hint: mend the line; a definition is evaluated when it is loaded"
  `);
  expect(await said("throw { toString() { throw 1; } };")).toMatchInlineSnapshot(`
    "error[D202]: the file's own code failed: {}
      --> definitions/101-a.ts:1:1
      hint: mend the line; a definition is evaluated when it is loaded"
  `);
  expect(await said("throw new Error('one\\n    at two');")).toMatchInlineSnapshot(`
    "error[D202]: the file's own code failed: one at two
      --> definitions/101-a.ts:1:7
      hint: mend the line; a definition is evaluated when it is loaded"
  `);
  expect(
    await said(
      "const odd = new Error('one');",
      "throw Object.defineProperty(odd, 'message', { get() { return 5; } });",
    ),
  ).toMatchInlineSnapshot(`
    "error[D202]: the file's own code failed: Error
      --> definitions/101-a.ts:1:13
      hint: mend the line; a definition is evaluated when it is loaded"
  `);
});

it("a name that phoenix-setup does not have", async () => {
  expect(await said("docker.contaner({});")).toMatchInlineSnapshot(`
    "error[D202]: there is no \`docker.contaner\` in phoenix-setup
      --> definitions/101-a.ts:1:8
      hint: did you mean \`docker.container\`?"
  `);
  expect(await said('import { aplication } from "phoenix-setup";', "aplication({});")).toMatchInlineSnapshot(`
    "error[D202]: there is no \`aplication\` in phoenix-setup
      --> definitions/101-a.ts:2:1
      hint: did you mean \`application\`?"
  `);
});

it("an end of the program, a wait, a promise that fails", async () => {
  expect(await said("process.exit(0);")).toMatchInlineSnapshot(`
    "error[D212]: \`process.exit\` is not available in a definition: it would end or change phoenix-setup itself
      --> definitions/101-a.ts:1:9
      hint: throw an Error to say what is wrong"
  `);
  expect(await said("setTimeout(() => {}, 1);")).toMatchInlineSnapshot(`
    "error[D212]: \`setTimeout\` is not available in a definition: it would run after the definition has been read
      --> definitions/101-a.ts:1:1
      hint: a definition is data, made at once: leave it out"
  `);
  expect(await said("", 'Promise.reject(new Error("later"));')).toMatchInlineSnapshot(`
    "error[D202]: the file's own code failed: later
      --> definitions/101-a.ts:2:16
      hint: mend the line; a definition is evaluated when it is loaded"
  `);
});

it("code that does not come to an end", async () => {
  expect(await said("while (true) {}")).toMatchInlineSnapshot(`
    "error[D208]: the file's own code does not come to an end
      --> definitions/101-a.ts:1:1
      hint: look for a loop that does not end, here or in what it imports; files after this one were not looked at"
  `);
  expect(await said("const again = (): number => again() + 1;", "again();")).toMatchInlineSnapshot(`
    "error[D202]: the file's own code failed: Maximum call stack size exceeded
      --> definitions/101-a.ts:1:35
      hint: look for a function that calls itself without an end"
  `);
});

it("what a package throws, or makes with wrong options, is told where it is called", async () => {
  const { folder } = project({
    "definitions/101-a.ts": `import { step, fails } from "some-steps";\n${definition(101, { steps: "[step(5)]", description: "fails()" })}`,
    "definitions/102-b.ts": `import { step } from "some-steps";\n${definition(102, { steps: "[step(5)]" })}`,
    "node_modules/some-steps/package.json": '{ "name": "some-steps", "main": "index.js" }',
    "node_modules/some-steps/index.js":
      'const { command } = require("phoenix-setup");\nexports.step = (title) =>\n  command({ title });\nexports.fails = () => undefined.x;\n',
  });
  expect(await reportOf(folder)).toMatchInlineSnapshot(`
    "
    error[D202]: the file's own code failed: Cannot read properties of undefined (reading 'x')
      --> definitions/101-a.ts:13:16
      12 |   steps: [step(5)],
    > 13 |   description: fails(),
         |                ^
      14 | });
      hint: mend the line; a definition is evaluated when it is loaded

    error[D101]: \`apply\` is missing
      --> definitions/102-b.ts:12:11
      11 |   network: { ip: "10.0.0.102/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:22" },
    > 12 |   steps: [step(5)],
         |           ^
      13 | });
      made by the package here: node_modules/some-steps/index.js:3:3
      2 | exports.step = (title) =>
    > 3 |   command({ title });
        |   ^
      4 | exports.fails = () => undefined.x;
      hint: add the field

    error[D103]: \`title\` is 5, not text
      --> definitions/102-b.ts:12:11
      11 |   network: { ip: "10.0.0.102/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:22" },
    > 12 |   steps: [step(5)],
         |           ^
      13 | });
      made by the package here: node_modules/some-steps/index.js:3:3
      2 | exports.step = (title) =>
    > 3 |   command({ title });
        |   ^
      4 | exports.fails = () => undefined.x;
      hint: give text

    3 errors, 0 warnings"
  `);
});

it("a load knows all that it read and looked at", () => {
  const { folder } = project({
    "definitions/101-a.ts": `import "./part.ts";\nimport data from "../data.json";\nvoid data;\n${definition(101)}`,
    "definitions/part.ts": "export {};\n",
    "data.json": "{}\n",
  });
  const { inputs, recorded } = load(folder);
  expect([...inputs.keys()].sort()).toEqual(
    ["data.json", "definitions/101-a.ts", "definitions/part.ts"].map((name) => join(folder, name)),
  );
  expect([...recorded]).toEqual([]);
  const looks: Readonly<Record<string, readonly string[]>> = {
    "process.env.HOME": ["env HOME"],
    '"HOME" in process.env': ["env HOME"],
    'globalThis["process"].env["HOME"]': ["env HOME"],
    'require("node:process").env.HOME': ["env HOME"],
    "Reflect.ownKeys(process.env).length": ["environment"],
    "new Date(0)": ["/etc/localtime", "link /etc/localtime"],
    "new Intl.DateTimeFormat()": ["/etc/localtime", "link /etc/localtime"],
    "Math.max(1)": [],
  };
  for (const [look, keys] of Object.entries(looks)) {
    const { folder: other } = project({
      "definitions/101-a.ts": `export const looked = ${look};\n${definition(101)}`,
    });
    expect([look, ...load(other).recorded]).toEqual([look, ...keys]);
  }
});

it("what another file exports by default is told of without the bundle's own name for it", async () => {
  const files = {
    "101-a.ts": `import host from "./host.ts";\nhost.has("nginx");\n${definition(101)}`,
    "host.ts": 'import { host } from "phoenix-setup";\nexport default host({});\n',
  };
  expect(await report(files)).toContain("the file's own code failed: host.has is not a function");
  const own = `const a_default: any = {};\na_default.has();\n${definition(101)}`;
  expect(await report({ "101-a.ts": own })).toContain("the file's own code failed: a_default.has is not a function");
});
