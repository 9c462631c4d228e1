import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./project.ts";

const generator = join(root, "generator");
const files = readdirSync(join(generator, "steps/kinds"));
const kindsIn = (file: string): string[] =>
  [...readFileSync(join(generator, "steps/kinds", file), "utf8").matchAll(/^ {2}kind: "([a-z-]+)",$/gm)].map(
    ([, kind = ""]) => kind,
  );
const kinds = files.flatMap(kindsIn);
const others = readdirSync(generator, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.m?[jt]s$/.test(file) && !file.startsWith("steps/kinds/") && !file.startsWith("scaffold/project/"),
);

/** The names of kinds that source text has as literals, or compares with; one word alone, such as `command`, may mean something else. */
function namedIn(text: string): string[] {
  const literals = [...text.matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map(([, name = ""]) => name);
  const compared = [...text.matchAll(/\bkind\b\)?\s*[!=]==\s*"([a-z-]+)"/g)].map(([, name = ""]) => name);
  const families = [...text.matchAll(/\bkind\.(?:startsWith|endsWith|includes|match)\(.*/g)].map(([call]) => call);
  return [...[...literals, ...compared].filter((name) => kinds.includes(name)), ...families];
}

describe("a kind of step is asked for its traits, not by its name,", () => {
  it("in each file but its own", () => {
    expect(others.length).toBeGreaterThan(200);
    const named = others.flatMap((file) => {
      const found = namedIn(readFileSync(join(generator, file), "utf8"));
      return found.length === 0 ? [] : [`${file}: ${found.join(", ")}`];
    });
    expect(named).toEqual([]);
  });

  it("which is named as its file is", () => {
    for (const file of files) expect(kindsIn(file)).toContain(file.replace(/\.ts$/, ""));
  });

  it.each([
    ['["nvidia-devices", "lxc-volume"]', ["nvidia-devices", "lxc-volume"]],
    ['"docker-compose": { file: 1 }', ["docker-compose"]],
    ['if (step.kind === "command")', ["command"]],
    ['kind.startsWith("docker-")', ['kind.startsWith("docker-")']],
    ['const template: "command"', []],
    ['from: "lxc-config"', []],
  ])("found in %s: %j", (text, names) => {
    expect(namedIn(text)).toEqual(names);
  });
});
