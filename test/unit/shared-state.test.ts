import { describe, expect, it } from "vitest";
import { mayKeepState } from "../../generator/cache/shared-state.ts";
import { FLEET, fileOf, member } from "./cache-fleet.ts";
import { Twins } from "./twins.ts";

const quick = ["--no-lint", "--no-types"] as const;

/** Ways to keep something for whoever imports the file next. */
const KEEPING: Readonly<Record<string, string>> = {
  "a counter": "let count = 0;\nexport const packages = (name: string): string[] => [name, `n-${count++}`];\n",
  "a list":
    "const all: string[] = [];\nexport const packages = (name: string): string[] => { all.push(name); return [name, `n-${all.length}`]; };\n",
  "a map":
    "const all = new Map<string, number>();\nexport const packages = (name: string): string[] => { all.set(`${all.size}`, 1); return [name, `n-${all.size}`]; };\n",
  "a property":
    "const all = { count: 0 };\nexport const packages = (name: string): string[] => { all.count += 1; return [name, `n-${all.count}`]; };\n",
  "a property by name":
    'const all = { count: 0 };\nexport const packages = (name: string): string[] => { all["count"] += 1; return [name, `n-${all.count}`]; };\n',
  "a generator":
    "const all = (function* () { for (let i = 0; ; i++) yield i; })();\nexport const packages = (name: string): string[] => [name, `n-${all.next().value}`];\n",
  "an object that is assigned to":
    "const all = {} as Record<string, number>;\nexport const packages = (name: string): string[] => { Object.assign(all, { [`k${Object.keys(all).length}`]: 1 }); return [name, `n-${Object.keys(all).length}`]; };\n",
  "a function's property":
    "export function packages(name: string): string[] { packages.count++; return [name, `n-${packages.count}`]; }\npackages.count = 0;\n",
};

describe("what a file keeps for others", () => {
  it.each(Object.entries(KEEPING))("is seen in its text: %s", (_what, text) => {
    expect(mayKeepState("definitions/shared.ts", text)).toBe(true);
  });

  it.each([
    'export const packages = (name: string): string[] => ["git", name];\n',
    "export const all = [1, 2].map((n) => n + 1).filter((n) => n > 2);\n",
    "const { a, b: [c] } = { a: 1, b: [2] };\nexport const sum = a + c;\n",
    'export function steps(name = "x") {\n  const list = [..."abc"];\n  return { name, list };\n}\n',
    "for (const n of [1, 2]) if (n === 3) throw new Error();\n",
  ])("is not seen where there is none: %j", (text) => {
    expect(mayKeepState("definitions/shared.ts", text)).toBe(false);
  });

  it.each(["a counter", "a generator"])("is there for all of them after a change of one: %s", (what) => {
    const twins = new Twins({ ...FLEET, "definitions/shared.ts": KEEPING[what] ?? "" });
    twins.run("generate", ...quick);
    // Not the first that uses it: alone, it would count from the beginning.
    twins.edit({ [fileOf(911)]: `// again\n${member(911)}` });
    const { cached, afresh } = twins.run("generate", ...quick);
    expect(cached).toEqual(afresh);
    expect(cached.code).toBe(0);
  });
});
