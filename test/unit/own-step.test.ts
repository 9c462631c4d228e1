import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, root } from "./project.ts";

const script = (folder: string): string =>
  readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_101.sh"), "utf8");

/** A container whose one step is made by this expression; `x` is all that definitions/x.ts exports. */
const container = (steps: string): string => `
import { application, gib, inside, local, mib, onHost, sh } from "phoenix-setup";
import * as x from "./x.ts";
export default application({
  ctid: 101, name: "own", unprivileged: true, memory: mib(1024), cores: 1, disk: gib(10),
  network: { ip: "10.0.0.30/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:E0" },
  steps: [${steps}],
});
`;

const MOTD = `
import { local, sh } from "phoenix-setup";
import { defineStep, schemas, z } from "phoenix-setup/step";
export const motd = defineStep({
  kind: "motd",
  schema: z.strictObject({ text: z.string().max(20), mode: schemas.fileMode.default("0640") }),
  title: ({ text }) => \`message of the day: \${text}\`,
  check: ({ text }) => sh\`cmp --quiet /etc/motd <(printf '%s\\n' \${text})\`,
  apply: ({ text, mode }) => sh\`install -m \${mode} <(printf '%s\\n' \${text}) /etc/motd\`,
});
`;

const own = (kind: string, steps: string, files: Record<string, string> = {}) =>
  project({ "definitions/101-own.ts": container(steps), "definitions/x.ts": kind, ...files });

/** A kind with a template in a file. */
const templated = (template: string, call = "x.made({ text: 'a b' })", more = "") =>
  own(
    `
import { local } from "phoenix-setup";
import { defineStep, schemas, z } from "phoenix-setup/step";
export const made = defineStep({
  kind: "made",
  schema: z.strictObject({ text: z.string().optional(), list: z.array(z.string()).optional(), on: schemas.steps.optional() }),
  template: local("made.sh.hbs"),${more}
});
`,
    call,
    { "definitions/made.sh.hbs": template },
  );

/** The findings of \`check\`, as code, place and message. */
const findings = ({ run }: ReturnType<typeof project>): string[] =>
  (
    JSON.parse(run("check", "--json", "--no-types", "--no-lint").out) as {
      findings: { code: string; message: string; place: { file: string; line: number } }[];
    }
  ).findings.map(({ code, message, place }) => `${code} ${place.file}:${place.line} ${message}`);

describe("an own kind made of Bash", () => {
  it("is a step like any other: quoted, with its defaults, named in the log and in explain", () => {
    const { folder, run } = own(MOTD, `x.motd({ text: "it's $(hot)", retries: 1 })`);
    expect(run("generate", "--no-types")).toMatchObject({ code: 0 });
    expect(script(folder)).toContain("kind=motd limit=600 retries=1");
    expect(script(folder)).toContain(String.raw`title=$'message of the day: it\'s $(hot)'`);
    expect(script(folder)).toContain(`install -m 0640 <(printf '%s\\n' $'it\\'s $(hot)') /etc/motd`);
    expect(run("explain").out).toContain("motd, inside  definitions/101-own.ts:7:13");
  });

  it("has its options checked, with the place of the option", () => {
    const where = "definitions/101-own.ts:7";
    expect(findings(own(MOTD, `x.motd({ text: "this is a good deal too long", colour: "red" })`))).toEqual([
      expect.stringMatching(`^D104 ${where} \`text\` has more than 20 characters`),
      `D102 ${where} unknown field \`colour\``,
    ]);
  });

  it("may not be called like a built-in one, and its name goes into Bash", () => {
    const named = (name: string) => own(MOTD.replace('"motd"', `"${name}"`), `x.motd({ text: "a" })`);
    expect(findings(named("apt-packages"))).toEqual(["D160 definitions/x.ts:4 there is a kind 'apt-packages' already"]);
    expect(findings(named("Mo td"))).toEqual([
      expect.stringMatching(/^D104 definitions\/x\.ts:5 `kind` must be small letters/),
    ]);
  });

  it.each([
    [
      "no schema",
      `schema: z.strictObject({ text: z.string().max(20), mode: schemas.fileMode.default("0640") })`,
      "schema: {}",
      /^D10\d definitions\/x\.ts:6 `schema`/,
    ],
    ["Bash as text", /check: .*/, "check: 'true',", /^D10\d definitions\/x\.ts:8 `check`/],
    [
      "Bash as text from a function",
      /check: .*/,
      "check: () => 'true',",
      /^D10\d definitions\/x\.ts:8 `check` is not Bash/,
    ],
    [
      "a value inside quotes",
      /check: .*/,
      'check: ({ text }) => sh`test "${text}"`,',
      /^D10\d definitions\/x\.ts:8 `check` .*inside double quotes/,
    ],
    ["two lines as a title", /title: .*/, "title: 'a\\nb',", /^D104 definitions\/x\.ts:7 `title`/],
    [
      "a shared part that there is not",
      /title: .*/,
      "shared: ['filee'],",
      /^D161 definitions\/x\.ts:4 phoenix-setup has no shared part 'filee'/,
    ],
    ["an unknown field", /title: .*/, "tittle: 'a',", /^D102 definitions\/x\.ts:7 unknown field `tittle`/],
  ])("with %s is told of, where it is defined", (_, what, instead, expected) => {
    const kind = MOTD.replace(what as string, instead);
    expect(kind).not.toBe(MOTD);
    expect(findings(own(kind, `x.motd({ text: "a" })`))).toEqual([expect.stringMatching(expected)]);
  });

  it("has doubts that a container may accept", () => {
    const kind = MOTD.replace(
      "title:",
      "doubts: ({ text }) => [{ message: `'${text}' is short`, hint: 'say more', path: ['text'] }],\n  title:",
    );
    const doubting = own(kind, `x.motd({ text: "a" })`);
    expect(doubting.run("check", "--no-types", "--no-lint").err).toContain("warning[D309]: 'a' is short");
    const accepted = container(`x.motd({ text: "a" })`).replace(
      "steps:",
      `accept: [{ code: "D309", reason: "short is good" }],\n  steps:`,
    );
    doubting.put("definitions/101-own.ts", accepted);
    expect(doubting.run("check", "--no-types", "--no-lint").err).not.toContain("D309");
  });
});

describe("an own kind with a template", () => {
  const sound =
    "{{!-- reads: text --}}\n{{fn}}_check() { [[ -e {{text}} ]] || no there is no {{text}}; }\n\n{{fn}}_apply() {\n  : >{{text}}\n}\n";

  it("is printed, with its values quoted", () => {
    const { folder, run } = templated(sound);
    expect(run("generate", "--no-types")).toMatchObject({ code: 0 });
    expect(script(folder)).toContain(
      "step_2_made_check() { [[ -e 'a b' ]] || no there is no 'a b'; }\n\nstep_2_made_apply() {\n  : >'a b'\n}\n",
    );
  });

  it("has its text in the plan's hash", () => {
    const one = templated(sound);
    const plan = () => /plan (\w{64})/.exec(one.run("explain").out)?.[1];
    const before = plan();
    one.put("definitions/made.sh.hbs", sound.replace(": >", "touch "));
    expect(plan()).not.toBe(before);
    one.put("definitions/made.sh.hbs", sound);
    expect(plan()).toBe(before);
  });

  it("may be imported as text", () => {
    const given = templated(sound);
    given.put(
      "definitions/x.ts",
      readFileSync(join(given.folder, "definitions/x.ts"), "utf8")
        .replace('import { local } from "phoenix-setup";', 'import text from "./made.sh.hbs";')
        .replace('local("made.sh.hbs")', "text"),
    );
    expect(given.run("generate", "--no-types")).toMatchObject({ code: 0 });
    expect(script(given.folder)).toContain(": >'a b'");
  });

  it.each([
    [
      "a value inside quotes",
      `${sound}{{fn}}_verify() { test "{{text}}"; }`,
      "D162 definitions/made.sh.hbs:7 {{word …}} stands inside double quotes",
    ],
    [
      "a block without an end",
      `${sound}{{#if text}}\n`,
      "D210 definitions/made.sh.hbs:8 the template ends in the middle of a block",
    ],
    [
      "unquoted text",
      sound.replace(">{{text}}", ">{{{text}}}"),
      "D210 definitions/made.sh.hbs:5 {{{…}}} prints unquoted text; use {{…}}",
    ],
    [
      "Bash of its own",
      `${sound}touch /etc/x\n`,
      "D163 definitions/made.sh.hbs:7 'touch /etc/x' stands outside of a function of the step",
    ],
    [
      "a function without an end",
      sound.replace(/\n\}\n$/, "\n  }\n"),
      "D163 definitions/made.sh.hbs:4 the function that begins here has no end: a line that is }",
    ],
    [
      "no function",
      "# nothing\n",
      "D163 definitions/made.sh.hbs:1 the template prints no {{fn}}_check, {{fn}}_apply or {{fn}}_verify",
    ],
    [
      "no check",
      "{{fn}}_apply() { :; }\n",
      "D163 definitions/made.sh.hbs:1 the template prints {{fn}}_apply, but no {{fn}}_check that tells when it is needed",
    ],
    [
      "an option that there is not",
      sound.replace("-e {{text}}", "-e {{txt}}"),
      "D164 definitions/made.sh.hbs:2 the template cannot be filled: what it prints there is no option, or was not given",
    ],
    [
      "an option that was not given",
      sound.replace("-e {{text}}", "-e {{argv list}}"),
      "D164 definitions/made.sh.hbs:2 the template cannot be filled: a list of words is needed",
    ],
  ])("with %s is told of, in its file", (_, template, expected) => {
    expect(findings(templated(template))).toEqual([expected]);
  });

  it("that there is not is told of where it is named", () => {
    const missing = templated(sound).run;
    expect(missing("check", "--no-types", "--no-lint").code).toBe(1);
    const gone = own(
      MOTD.replace(/check: .*\n/, "").replace(/apply: .*/, "template: local('nowhere.hbs'),"),
      `x.motd({ text: "a" })`,
    );
    expect(findings(gone)).toEqual([expect.stringMatching(/^D104 definitions\/x\.ts:8 `template` 'nowhere\.hbs'/)]);
  });

  it("runs again when a step that it names has changed something", () => {
    const again = sound
      .replace("{ [[", '{ ! restart_is_due {{mark}} || no "something has changed" || return; [[')
      .replace("{{text}}\n}", '{{text}}\n  rm -f -- "$container_root/var/lib/phoenix-setup/due-"{{mark}}\n}');
    const given = templated(again, "...x.two", "\n  runOn: ({ on = [] }) => on,");
    given.put(
      "definitions/x.ts",
      `${readFileSync(join(given.folder, "definitions/x.ts"), "utf8")}\nconst first = made({ text: "a" });\nexport const two = [first, made({ text: "b", on: [first] })];\n`,
    );
    expect(given.run("generate", "--no-types")).toMatchObject({ code: 0 });
    const marks = [...script(given.folder).matchAll(/restart_is_due (command:\w{16})/g)].map(([, mark]) => mark);
    expect(marks).toHaveLength(2);
    expect(script(given.folder)).toContain(`2) kind=made limit=600 restarts='' lasting=${marks[1]} `);
    expect(script(given.folder)).toContain("3) kind=made limit=600 restarts='' lasting='' ");
  });
});

it("a changed template gives another script, whatever is remembered", () => {
  const given = templated("{{fn}}_verify() { [[ -e {{text}} ]]; }\n");
  given.run("generate", "--no-types");
  expect(given.run("generate", "--no-types").err).toContain("1 unchanged");
  given.put("definitions/made.sh.hbs", "{{fn}}_verify() { [[ -d {{text}} ]]; }\n");
  given.run("generate", "--no-types");
  expect(script(given.folder)).toContain("[[ -d 'a b' ]]");
});

describe("what ShellCheck remarks is told with the line that an author wrote", () => {
  it("in a template, through blocks that choose and repeat", () => {
    const { run } = templated(
      [
        "{{!-- reads: text, list --}}",
        "{{#if text}}",
        "{{fn}}_said() {",
        "  echo $one",
        "}",
        "{{/if}}",
        "{{fn}}_verify() {",
        "{{#each list}}",
        "  echo {{this}} $two",
        "{{/each}}",
        "  {{fn}}_said",
        "}",
        "",
      ].join("\n"),
      'x.made({ text: "a", list: ["b", "c"] })',
    );
    const { out, code } = run("generate", "--no-types");
    expect(code).toBe(1);
    expect(new Set(out.match(/made\.sh\.hbs:\d+, for definitions\/101-own\.ts:7/g))).toEqual(
      new Set([4, 9].map((line) => `made.sh.hbs:${line}, for definitions/101-own.ts:7`)),
    );
  });

  it("in a piece of sh, nested or not", () => {
    const kind = [
      'import { command, sh } from "phoenix-setup";',
      "const inner = sh`",
      "  echo $three",
      "`;",
      "export const step = command({",
      '  title: "x",',
      "  apply: sh`true",
      "    echo $eight",
      "    ${inner}`,",
      "});",
    ].join("\n");
    const { out } = own(kind, "x.step").run("generate", "--no-types");
    expect(new Set(out.match(/printed by .*/g))).toEqual(
      new Set([3, 8].map((line) => `printed by definitions/x.ts:${line}, for definitions/101-own.ts:3`)),
    );
  });
});

describe("a package of steps", () => {
  const manifest = (type: string) =>
    JSON.stringify({
      name: "some-steps",
      version: "1.0.0",
      type,
      main: "index.js",
      peerDependencies: { "phoenix-setup": "*" },
    });
  const body = (exported: string) => `${exported} defineStep({
  kind: "motd", schema: z.strictObject({ text: z.string() }), title: ({ text }) => "says " + text,
  check: ({ text }) => sh\`grep --quiet -e \${text} /etc/motd\`, apply: ({ text }) => sh\`printf '%s\\n' \${text} >/etc/motd\` });\n`;
  const forms = {
    module: `import { sh } from "phoenix-setup";\nimport { defineStep, z } from "phoenix-setup/step";\n${body("export const motd =")}`,
    commonjs: `const { sh } = require("phoenix-setup");\nconst { defineStep, z } = require("phoenix-setup/step");\n${body("exports.motd =")}`,
  };

  it.each([
    "module",
    "commonjs",
  ] as const)("of the form %s works, even with a copy of phoenix-setup of its own", (form) => {
    const { folder, run } = project({
      "definitions/101-own.ts": container(`x.motd({ text: "a b" })`).replace('"./x.ts"', '"some-steps"'),
      "node_modules/some-steps/package.json": manifest(form),
      "node_modules/some-steps/index.js": forms[form],
    });
    mkdirSync(join(folder, "node_modules/some-steps/node_modules"));
    symlinkSync(root, join(folder, "node_modules/some-steps/node_modules/phoenix-setup"));
    expect(run("generate", "--no-types")).toMatchObject({ code: 0 });
    expect(script(folder)).toContain("grep --quiet -e 'a b' /etc/motd");
    expect(script(folder)).toContain("definition=definitions/101-own.ts:7 title='says a b'");
  });

  it("that is loaded by its own copy gives the same script: frozen data is known by its shape", () => {
    const { folder, run } = project({
      "definitions/101-own.ts": container(`x.motd({ text: "a b" })`).replace('"./x.ts"', '"./copy.cts"'),
      "definitions/copy.cts": `import { createRequire } from "node:module";\nexport const { motd } = createRequire(process.cwd() + "/x.js")("some-steps");\n`,
      "node_modules/some-steps/package.json": manifest("commonjs"),
      "node_modules/some-steps/index.js": forms.commonjs,
    });
    mkdirSync(join(folder, "node_modules/some-steps/node_modules"));
    symlinkSync(root, join(folder, "node_modules/some-steps/node_modules/phoenix-setup"));
    expect(run("generate", "--no-types")).toMatchObject({ code: 0 });
    expect(script(folder)).toContain("grep --quiet -e 'a b' /etc/motd");
  });
});

it("a step on the host that asks inside is refused", () => {
  const host = MOTD.replace('kind: "motd",', 'kind: "motd", side: "host",');
  expect(findings(own(host, `x.motd({ text: "a", when: [onHost.gpu(), inside.gpu()] })`))).toEqual([
    expect.stringMatching(/^D165 definitions\/101-own\.ts:7 /),
  ]);
});
