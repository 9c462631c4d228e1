import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gaps, parse, precompile, unsafe } from "../../generator/handlebars/precompile.ts";

const folder = join(import.meta.dirname, "../../templates");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".hbs"));

describe.each(files)("templates/%s", (file) => {
  const source = readFileSync(join(folder, file), "utf8");

  it("prints every value through a quoting helper, where a word is read as a word", () => {
    // What zsh reads is not Bash: its words are quoted alike, and nothing in it is of an author's.
    if (file !== "completions/zsh.sh.hbs") expect(unsafe(parse(source))).toEqual([]);
  });

  it("names at its beginning what it reads and prints", () => {
    const [, head = ""] = /^\{\{!--\s([\s\S]+?)\s--\}\}\n/.exec(source) ?? [];
    expect(head).toMatch(/(?:^|\s)reads:\s/);
    expect(head).toMatch(/(?:^|\s)prints:\s/);
  });
});

it("no two parts define a function of one name: a script may hold both, and the later one would win", () => {
  const names = files
    .filter((file) => /^(shared|runtime)\//.test(file))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/^(\w+)\(\)/gm)].map(([, name]) => name));
  expect(names).toContain("put_file");
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});

describe("a template is refused", () => {
  it.each([
    ['printf "%s" "{{x}}"', "double quotes"],
    ["printf '%s' '{{x}}'", "single quotes"],
    ["# {{x}}", "a comment"],
    ["cat <<END\n{{x}}\nEND", "a here-document"],
    ["cat <<'END'\nfirst\n{{x}}\nEND", "a here-document"],
    ["n=$(({{x}} + 1))", "arithmetic"],
    ["((n > {{x}}))", "arithmetic"],
    ["[[ $a == {{x}} ]]", "a pattern"],
    ["[[ $a =~ {{x}} ]]", "a pattern"],
    ["[[ $a != {{x}} ]]", "a pattern"],
    ["v=${a/{{x}}/b}", "a parameter expansion"],
    ["v=`{{x}}`", "backquotes"],
    ['v="$(f "{{x}}")"', "double quotes"],
    ['v="a $(f {{x}}) b ${c:-{{y}} }"', "a parameter expansion"],
  ])("when a value stands in %s", (template, position) => {
    expect(unsafe(parse(template)).at(-1)).toMatchObject({ helper: "word", position });
    expect(() => precompile("x", template)).toThrow(/stands inside/);
  });

  it("when a comment's text stands outside a comment", () => {
    expect(unsafe(parse("x={{comment y}}"))).toHaveLength(1);
  });

  it.each([
    ["{{{x}}}", /prints unquoted text/],
    ["{{&x}}", /prints unquoted text/],
    ["{{lookup x 1}}", /is no helper/],
    ["{{#with x}}{{y}}{{/with}}", /is not used here/],
    ["{{> part}}", /partials/],
  ])("with %s, which could print unquoted text", (template, message) => {
    expect(() => precompile("x", template)).toThrow(message);
  });
});

describe("a value may stand", () => {
  it.each([
    "f {{x}} {{argv y}}",
    "local a={{x}} b={{y}}",
    "local -a list=({{argv x}})",
    "for a in {{argv x}}; do :; done",
    'v=$(f {{x}}) || no "text" || return',
    'f "quoted"{{x}}',
    "[[ -e {{x}} && -d {{y}} ]]",
    "a=1 # said\nf {{x}}",
    "f <<<{{x}}",
    "f >{{x}}",
    'case $a in b) f {{x}} ;; esac\nv="${a#*:}"; f {{y}}',
    "{ f {{x}}; }",
  ])("in %s", (template) => {
    expect(unsafe(parse(template))).toEqual([]);
  });

  it("with its helper made explicit", () => {
    expect(gaps(parse("f {{x}} {{argv y}} {{bash z}}")).map(({ helper }) => helper)).toEqual(["word", "argv", "bash"]);
  });
});
