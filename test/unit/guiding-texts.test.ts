import { expect, it } from "vitest";
import { definition } from "./project.ts";
import { report } from "./report.ts";

/** The head of each finding, and its hint. */
const said = (text: string): string[] =>
  [...text.matchAll(/^(?:error|warning)\[(D\d+)\]: (.*)[\s\S]*?\n {2}hint: (.*)/gm)].map((found) =>
    found.slice(1).join(" | "),
  );
const of = async (change: Readonly<Record<string, string>>, before = ""): Promise<string[]> =>
  said(await report({ "101-a.ts": before + definition(101, change) }));

it("an acceptance of an error says that it is one", async () => {
  expect(await of({ accept: '[{ code: "D114", reason: "the order is meant" }]' })).toEqual([
    "D304 | D114 is an error, which cannot be accepted | remove it from `accept`; where the error occurs, its hint says what to do",
  ]);
  expect(await of({ accept: '[{ code: "D301", reason: "there is a reason" }]' })).toEqual([
    "D304 | accepted warning D301 does not occur here | remove it from `accept`",
  ]);
});

it.each([
  ['lxcConfig("memory_mb")', 'lxcConfig("memory_mb")'],
  ['env("A", "integer")', 'env("A")'],
  ["sh`true`", "Bash, sh`…`"],
  ["text`a${1}`", "text with values in it, text`…`"],
])("%s in a wrong place is shown as its author wrote it", async (value, shown) => {
  const imported = 'import { env, lxcConfig, sh, text } from "phoenix-setup";\nvoid [env, lxcConfig, sh, text];\n';
  expect((await of({ name: `${value} as never` }, imported))[0]).toContain(`\`name\` is ${shown}, not text`);
});

it("an unknown field that other kinds have names them", async () => {
  const imported = 'import { service } from "phoenix-setup";\nvoid service;\n';
  const [one] = await of({ steps: '[service.running({ unit: "a.service", sections: {} } as never)]' }, imported);
  expect(one).toMatch(
    /^D102 \| unknown field `sections` \| remove it; there are .*; `sections` is a field of .*service\.unit/,
  );
});

it("a word that cannot be one is named in its list", async () => {
  const imported = 'import { service, sh } from "phoenix-setup";\n';
  const unit = (words: string) =>
    of(
      { steps: `[service.unit({ unit: "a.service", sections: { Service: { ExecStart: [${words}] } } } as never)]` },
      imported,
    );
  expect((await unit('["/bin/a", true]'))[0]).toContain(
    "`sections.Service.ExecStart[0][1]` is true, not a word: text or a number",
  );
  const [bash] = await of(
    { steps: '[command({ title: "a", check: sh`true`, apply: sh`echo ${["a", undefined as never]}` })]' },
    'import { command, sh } from "phoenix-setup";\n',
  );
  expect(bash).toContain("has a value (item 2 of a list) that is undefined");
});

it.each([
  ["void `a ${nowhere}`;", "import nowhere, or, if it is meant for Bash, write \\${nowhere}"],
  ["void nowhere;", "import nowhere from the file that exports it, or mend its spelling"],
])("a name that is not there: %s", async (line, hint) => {
  expect((await of({}, `${line}\n`))[0]).toBe(`D202 | the file's own code failed: nowhere is not defined | ${hint}`);
});
