import { expect, it } from "vitest";
import { definition } from "./project.ts";
import { report, reportOnStep } from "./report.ts";

it("what cannot reach Bash is told at its interpolation", async () => {
  expect(
    await reportOnStep(
      'command({ title: "x", apply: sh`a ${"\\0"} ${"\\ud800"} ${() => 1} ${{ a: 1 }} ${[1, NaN]} "${1}"` })',
    ),
  ).toMatchInlineSnapshot(`
    "
    error[D104]: \`apply\` has a value that holds a NUL character, which cannot reach Bash
      --> definitions/101-a.ts:11:47
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: sh\`a \${"\\0"} \${"\\ud800"} \${() => 1} \${{ a: 1 }} \${[1, NaN]} "\${1}"\` })],
         |                                               ^
      12 | });
      hint: take it out: a file with such bytes goes with file.local()

    error[D104]: \`apply\` has a value that holds a lone surrogate, which is not text
      --> definitions/101-a.ts:11:55
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: sh\`a \${"\\0"} \${"\\ud800"} \${() => 1} \${{ a: 1 }} \${[1, NaN]} "\${1}"\` })],
         |                                                       ^
      12 | });
      hint: mend the value; the field's documentation says what it takes

    error[D104]: \`apply\` has a value that is a function, which cannot reach Bash
      --> definitions/101-a.ts:11:67
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: sh\`a \${"\\0"} \${"\\ud800"} \${() => 1} \${{ a: 1 }} \${[1, NaN]} "\${1}"\` })],
         |                                                                   ^
      12 | });
      hint: give text, a number, a list of them, or another sh piece

    error[D104]: \`apply\` has a value that is {"a":1}, which cannot reach Bash
      --> definitions/101-a.ts:11:78
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: sh\`a \${"\\0"} \${"\\ud800"} \${() => 1} \${{ a: 1 }} \${[1, NaN]} "\${1}"\` })],
         |                                                                              ^
      12 | });
      hint: give text, a number, a list of them, or another sh piece

    error[D104]: \`apply\` has a value (item 2 of a list) that is NaN, which is no number to Bash
      --> definitions/101-a.ts:11:90
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: sh\`a \${"\\0"} \${"\\ud800"} \${() => 1} \${{ a: 1 }} \${[1, NaN]} "\${1}"\` })],
         |                                                                                          ^
      12 | });
      hint: give a finite one

    error[D104]: \`apply\` has a value that stands inside double quotes
      --> definitions/101-a.ts:11:103
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: sh\`a \${"\\0"} \${"\\ud800"} \${() => 1} \${{ a: 1 }} \${[1, NaN]} "\${1}"\` })],
         |                                                                                                       ^
      12 | });
      hint: put it where a word may stand: it is quoted for you

    6 errors, 0 warnings"
  `);
  expect(await reportOnStep('command({ title: "x", apply: "echo" })')).toMatchInlineSnapshot(`
    "
    error[D104]: \`apply\` is not Bash
      --> definitions/101-a.ts:11:33
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [command({ title: "x", apply: "echo" })],
         |                                 ^
      12 | });
      hint: write it with the sh tag: sh\`…\`

    1 error, 0 warnings"
  `);
});

it("what has no end of its own is no value", async () => {
  const text = definition(101, { steps: '[file.json({ path: "/a", merge: ring })]' }).replace(
    "export default",
    "const ring: Record<string, unknown> = {};\nring.ring = ring;\nexport default",
  );
  expect(await report({ "101-a.ts": text })).toMatchInlineSnapshot(`
    "
    error[D104]: \`merge\` contains itself
      --> definitions/101-a.ts:13:35
      12 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 13 |   steps: [file.json({ path: "/a", merge: ring })],
         |                                   ^
      14 | });
      hint: give plain data that has an end

    1 error, 0 warnings"
  `);
});

it("data that only looks like a step is none", async () => {
  expect(await reportOnStep('{ kind: "x", view: {} }')).toMatchInlineSnapshot(`
    "
    error[D104]: \`steps[0]\` is {"kind":"x","view":{}}, not a step
      --> definitions/101-a.ts:11:11
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [{ kind: "x", view: {} }],
         |           ^
      12 | });
      hint: make it with a step function such as apt.packages({…})

    1 error, 0 warnings"
  `);
});

it("later changes of the author's own data do nothing", async () => {
  const text = definition(101).replace(
    /export default application\(([\s\S]*)\);\n$/,
    "const options = $1;\nexport default application(options);\n(options as { cores: unknown }).cores = [];\noptions.steps.length = 0;\n",
  );
  expect(await report({ "101-a.ts": text })).toBe("");
});
