import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { localFile } from "../../generator/dsl/local-file.ts";
import { lxcConfig, text } from "../../generator/dsl/text.ts";
import { filled } from "../../generator/formats/filled.ts";
import { TemplateError } from "../../generator/handlebars/template-error.ts";
import { fileTemplate } from "../../generator/steps/kinds/file-template.ts";
import { texts } from "../hostile.ts";

const wrong = (template: string, variables: object, format: Parameters<typeof filled>[2] = "plain"): string => {
  try {
    return `gave ${JSON.stringify(filled(template, variables, format))}`;
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    return `${thrown.place.line}:${thrown.place.column} ${thrown.message}; ${thrown.hint}`;
  }
};

describe("a template", () => {
  it("knows variables, blocks and Handlebars' own data", () => {
    const template =
      "{{#each list}}{{@index}}={{this.name}}{{#unless @last}},{{/unless}}{{else}}none{{/each}}\n{{#if no}}a{{else}}b{{/if}} {{#with o}}{{x}}{{../y}}{{/with}}{{! said }}\n";
    expect(filled(template, { list: [{ name: "a" }, { name: "b" }], no: false, o: { x: 1 }, y: "&<" }, "plain")).toBe(
      "0=a,1=b\nb 1&<\n",
    );
  });

  it.each([
    ["a\n  {{pport}}", { port: 1 }, "2:3 there is no variable `pport`; did you mean `port`?"],
    ["{{a.b}}", { a: {} }, "1:1 there is no variable `a.b`; add it: variables: { a.b: … }"],
    ["{{toString}}", {}, "1:1 there is no variable `toString`; add it: variables: { toString: … }"],
    ["{{constructor}}", { a: 1 }, "1:1 there is no variable `constructor`; add it: variables: { constructor: … }"],
    ["{{#if gone}}x{{/if}}", { a: 1 }, "1:7 there is no variable `gone`; add it: variables: { gone: … }"],
    [
      "{{#each text}}x{{/each}}",
      { text: "ab" },
      "1:9 `text` is neither a list nor an object, so there is no each of it; give a list or an object",
    ],
    [
      "{{#if name}}x{{/if}}",
      { name: lxcConfig("name") },
      "1:7 `name` is read when the script runs, so no block can depend on it; decide by something that is known now",
    ],
    [
      "{{#each list}}\n{{#if on}}{{this.port}}{{/if}}{{/each}}",
      { list: [{ on: true, port: 1 }, { on: true }] },
      "2:11 item 2 of `list` has no `port`; give it a `port`, as the other items",
    ],
    [
      "{{#each hosts}}{{#if portt}}x{{/if}}{{/each}}",
      { hosts: { web: { port: 1 } } },
      "1:22 `web` of `hosts` has no `portt`; did you mean `port`?",
    ],
    [
      "{{#each list}}{{../gone}}{{/each}}{{away}}",
      { list: [1] },
      "1:15 there is no variable `../gone`; add it: variables: { ../gone: … }",
    ],
    ["{{list}}", { list: [1] }, "1:1 `list` is no text or number, which this place takes; give one, or use {{#each}}"],
    [
      "{{#if a}}\n{{/each}}",
      {},
      "1:4 if doesn't match each; mend the braces; a block ends with the word that it begins with",
    ],
    [
      "x\n{{#if a}}",
      { a: 1 },
      "2:1 it ends in the middle of a block; mend the braces; a block ends with the word that it begins with",
    ],
    [
      "x\n{{a b}}",
      { a: 1 },
      "2:1 '{{a …}}' is no variable, and there are no helpers; make the value in the definition, and give it as a variable",
    ],
    [
      "{{> part}}",
      {},
      "1:1 '{{> part}}': there are no partials; make the value in the definition, and give it as a variable",
    ],
    [
      "{{#list}}{{/list}}",
      { list: [] },
      "1:1 there is no block 'list', but if, unless, each, with; make the value in the definition, and give it as a variable",
    ],
    ['x\n{"a": {{a}}}', { a: 1 }, "2:1 it has }}} where {{ was opened; put a space between }} and }"],
    ["a\0b", {}, "1:2 it holds a NUL character, so it is no text; give a text file"],
  ])("%j is refused with its place", (template, variables, message) => {
    expect(wrong(template, variables)).toBe(message);
  });

  it("is reported by the step with its own place, under a code of its own", () => {
    const template = localFile("files/x.hbs", Buffer.from("a\n{{b}}\n"));
    const [problem] = fileTemplate({ template, path: "/etc/x" }).problems;
    expect(problem).toMatchObject({
      code: "D130",
      path: ["template"],
      message: "there is no variable `b`",
      at: { file: "definitions/files/x.hbs", line: 2, column: 1 },
      fix: "add it: variables: { b: … }",
    });
  });
});

describe("values that are read when the script runs", () => {
  const name = lxcConfig("name", "word");

  it("stay values, in order, beside what is known", () => {
    expect(filled("{{a}}-{{b}}{{a}}", { a: name, b: text`x${lxcConfig("other")}y` }, "plain")).toEqual({
      parts: [name, "-x", lxcConfig("other"), "y", name],
    });
  });

  it("stand in quotes where their format needs none within them", () => {
    expect(filled('{"a": {{a}} }', { a: name }, "json")).toEqual({ parts: ['{"a": "', name, '" }'] });
  });

  it("are refused in formats with quotes if they may hold anything", () => {
    expect(wrong("x {{a}}", { a: lxcConfig("name") }, "yaml")).toBe(
      '1:3 `a` is read when the script runs, so it cannot be quoted here; give it a format that needs no quotes: lxcConfig("name", "word")',
    );
  });
});

describe("a value is quoted for its place", () => {
  it.each([
    [
      "json",
      '{"a": {{x}}, "b": "<{{y}}>"}',
      { x: { k: ["é\n"] }, y: 'a"\\' },
      '{"a": {"k":["é\\n"]}, "b": "<a\\"\\\\>"}',
    ],
    [
      "yaml",
      "a: {{x}}\nb: \"{{y}}:80\"\nc: '{{z}}'\n# {{y}}\n- {{n}}\n",
      { x: ["a", 1], y: "h", z: "it's", n: null },
      "a: [\"a\",1]\nb: \"h:80\"\nc: 'it''s'\n# h\n- null\n",
    ],
    ["yaml", "{{k}}: {{v}}", { k: "a: b", v: "yes" }, '"a: b": "yes"'],
    ["shell", "{{#each l}}\nB_{{@index}}={{this}}\n{{/each}}\n", { l: ["a b", "c"] }, "B_0='a b'\nB_1=c\n"],
    [
      "shell",
      "a={{x}} {{list}} \"${A}{{x}}\" '{{x}}' # {{y}}",
      { x: "it's $x", list: ["a b", "c"], y: "z" },
      "a='it'\\''s $x' 'a b' c \"${A}it's \\$x\" 'it'\\''s $x' # z",
    ],
    ["ini", "[a]\nb = {{x}}\n", { x: "a=b;c" }, "[a]\nb = a=b;c\n"],
    [
      "systemd",
      'Description={{x}}\nExecStart=/bin/x \\\n  {{x}} "-{{x}}"\nEnvironment=A={{x}}\n',
      { x: "50% $y" },
      'Description=50%% $y\nExecStart=/bin/x \\\n  "50%% $$y" "-50%% $$y"\nEnvironment=A="50%% $y"\n',
    ],
    ["json", "{{{x}}}", { x: "[1]" }, "[1]"],
  ] as const)("in %s: %j", (format, template, variables, wanted) => {
    expect(filled(template, variables, format)).toBe(wanted);
  });

  it.each([
    ["yaml", "a: b:{{x}}", { x: 1 }, /^1:6 `x` is only a part of a value/],
    ["yaml", "a: {{x}}:80", { x: 1 }, /^1:4 `x` is only a part of a value/],
    ["shell", "cat <<END\n{{x}}\nEND", { x: 1 }, /^2:1 `x` stands inside a here-document/],
    ["ini", "a = {{x}}", { x: "a ; b" }, /^1:5 `x` reads as a quote or a comment/],
    ["ini", "a = {{x}}", { x: "a\nb" }, /^1:5 `x` has to be one line here/],
    ["systemd", "Description={{x}}", { x: "a\\" }, /^1:13 `x` begins or ends with a space or a backslash/],
    ["json", "{a: {{x}} }", { x: 1 }, /^1:1 what it makes is no JSON/],
  ] as const)("or refused, in %s: %j", (format, template, variables, message) => {
    expect(wrong(template, variables, format)).toMatch(message);
  });

  it("so that a POSIX shell reads back any text, in each kind of quotes", () => {
    for (const x of texts(60, 7)) {
      const script = filled("printf '%s\\n' {{x}} \"{{x}}\" '{{x}}'", { x }, "shell") as string;
      expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(`${x}\n${x}\n${x}\n`);
    }
  });

  it("so that JSON gives back any text", () => {
    for (const x of texts(200, 8))
      expect(JSON.parse(filled('[{{x}}, "{{x}}"]', { x }, "json") as string)).toEqual([x, x]);
  });
});
