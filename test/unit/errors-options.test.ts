import { expect, it } from "vitest";
import { definition } from "./project.ts";
import { report, reportOnStep, reportWith } from "./report.ts";

it("an unknown field is answered with the one that was meant, deep inside a step too", async () => {
  expect(await reportWith({ featurs: "{}" })).toMatchInlineSnapshot(`
    "
    error[D102]: unknown field \`featurs\`
      --> definitions/101-a.ts:12:3
      11 |   steps: [apt.packages({ packages: ["curl"] })],
    > 12 |   featurs: {},
         |   ^
      13 | });
      hint: did you mean \`features\`?

    1 error, 0 warnings"
  `);
  expect(
    await reportOnStep('http.answers({ url: "http://x", within: seconds(5), json: { pth: "a" } })'),
  ).toMatchInlineSnapshot(`
    "
    error[D102]: unknown field \`json.pth\`
      --> definitions/101-a.ts:11:71
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [http.answers({ url: "http://x", within: seconds(5), json: { pth: "a" } })],
         |                                                                       ^
      12 | });
      hint: did you mean \`path\`?

    1 error, 0 warnings"
  `);
});

it("an unknown field that is like none is answered with those that there are", async () => {
  expect(await reportWith({ features: "{ colour: true }" })).toMatchInlineSnapshot(`
    "
    error[D102]: unknown field \`features.colour\`
      --> definitions/101-a.ts:12:15
      11 |   steps: [apt.packages({ packages: ["curl"] })],
    > 12 |   features: { colour: true },
         |               ^
      13 | });
      hint: remove it; there are nesting, keyctl and fuse

    1 error, 0 warnings"
  `);
});

it("fields that are missing in one place are one problem", async () => {
  expect(
    await report({
      "101-a.ts": 'import { template } from "phoenix-setup";\nexport default template({ ctid: 101 });\n',
    }),
  ).toMatchInlineSnapshot(`
    "
    error[D101]: \`name\`, \`memory\`, \`cores\`, \`disk\`, \`network\`, \`steps\`, \`snapshot\` and \`unprivileged\` are missing
      --> definitions/101-a.ts:2:16
      1 | import { template } from "phoenix-setup";
    > 2 | export default template({ ctid: 101 });
        |                ^
      3 |
      hint: add the fields

    1 error, 0 warnings"
  `);
  expect(await reportOnStep("apt.packages()")).toMatchInlineSnapshot(`
    "
    error[D101]: its argument is missing
      --> definitions/101-a.ts:11:15
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [apt.packages()],
         |               ^
      12 | });
      hint: give an object with the fields

    1 error, 0 warnings"
  `);
});

it("a wrong unit is answered with the function that makes the right one", async () => {
  expect(await reportWith({ memory: "seconds(2048)", disk: "32" })).toMatchInlineSnapshot(`
    "
    error[D103]: \`memory\` is seconds(2048), not a size
      --> definitions/101-a.ts:7:3
      6 |   unprivileged: true,
    > 7 |   memory: seconds(2048),
        |   ^
      8 |   cores: 2,
      hint: write mib(…) or gib(…)

    error[D103]: \`disk\` is the bare number 32
      --> definitions/101-a.ts:9:3
       8 |   cores: 2,
    >  9 |   disk: 32,
         |   ^
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
      hint: write mib(32)

    2 errors, 0 warnings"
  `);
  expect(await reportOnStep("apt.upgrade({ timeout: mib(5) })")).toMatchInlineSnapshot(`
    "
    error[D103]: \`timeout\` is mib(5), not a time
      --> definitions/101-a.ts:11:25
      10 |   network: { ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" },
    > 11 |   steps: [apt.upgrade({ timeout: mib(5) })],
         |                         ^
      12 | });
      hint: write seconds(…) or minutes(…)

    1 error, 0 warnings"
  `);
  expect(await reportWith({ memory: "mib(0.5)" })).toMatchInlineSnapshot(`
    "
    error[D103]: \`memory.amount\` is 0.5, not a whole number
      --> definitions/101-a.ts:7:15
      6 |   unprivileged: true,
    > 7 |   memory: mib(0.5),
        |               ^
      8 |   cores: 2,
      hint: give a whole number

    1 error, 0 warnings"
  `);
});

it("a value out of its limits is told with them", async () => {
  expect(
    await reportWith({
      cores: "33",
      name: '"a b"',
      portainerRole: '"servr"',
      accept: '[{ code: "D302", reason: "so" }]',
    }),
  ).toMatchInlineSnapshot(`
    "
    error[D104]: \`name\` must be a hostname: up to 63 letters, digits and hyphens (given: "a b")
      --> definitions/101-a.ts:5:3
      4 |   ctid: 101,
    > 5 |   name: "a b",
        |   ^
      6 |   unprivileged: true,
      hint: mend the value; the field's documentation says what it takes

    error[D104]: \`cores\` is 33, more than 32
      --> definitions/101-a.ts:8:3
      7 |   memory: mib(2048),
    > 8 |   cores: 33,
        |   ^
      9 |   disk: gib(32),
      hint: give at most 32

    error[D104]: \`portainerRole\` is "servr", not "server", "agent" or "none"
      --> definitions/101-a.ts:12:3
      11 |   steps: [apt.packages({ packages: ["curl"] })],
    > 12 |   portainerRole: "servr",
         |   ^
      13 |   accept: [{ code: "D302", reason: "so" }],
      hint: did you mean "server"?

    error[D104]: \`accept[0].reason\` is too short to be a reason (given: "so")
      --> definitions/101-a.ts:13:28
      12 |   portainerRole: "servr",
    > 13 |   accept: [{ code: "D302", reason: "so" }],
         |                            ^
      14 | });
      hint: say why the warning is meant

    4 errors, 0 warnings"
  `);
});

it("a wrong type is told at its own place, through constants and spread fields", async () => {
  const text = definition(101, { gpus: "cards", steps: "[apt.packages({ packages })]" }).replace(
    "export default",
    'const cards = [0, "1"];\nconst packages = ["curl", 5];\nexport default',
  );
  expect(await report({ "101-a.ts": text })).toMatchInlineSnapshot(`
    "
    error[D103]: \`gpus[1]\` is "1", not a number
      --> definitions/101-a.ts:3:19
      2 |
    > 3 | const cards = [0, "1"];
        |                   ^
      4 | const packages = ["curl", 5];
      hint: give a number

    error[D103]: \`packages[1]\` is 5, not text
      --> definitions/101-a.ts:4:27
      3 | const cards = [0, "1"];
    > 4 | const packages = ["curl", 5];
        |                           ^
      5 | export default application({
      hint: give text

    2 errors, 0 warnings"
  `);
});

it("two containers that clash are shown both", async () => {
  expect(
    await report({ "101-a.ts": definition(101), "102-b.ts": definition(102, { name: '"CT101"' }) }),
  ).toMatchInlineSnapshot(`
    "
    error[D110]: hostname ct101 is taken by container 101
      --> definitions/102-b.ts:5:3
      4 |   ctid: 102,
    > 5 |   name: "CT101",
        |   ^
      6 |   unprivileged: true,
      first used here: definitions/101-a.ts:5:3
      4 |   ctid: 101,
    > 5 |   name: "ct101",
        |   ^
      6 |   unprivileged: true,
      hint: give each container its own hostname

    1 error, 0 warnings"
  `);
});

it("a carriage return ends a line for every place, as it does for the frame that shows it", async () => {
  const text = definition(101, { cores: "0" }).replaceAll("\n", "\r\r\n");
  expect(await report({ "101-a.ts": text })).toMatch(/>.*cores: 0/);
});
