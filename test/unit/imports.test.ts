import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { circleIn, FLOORS, importsBelow, importsOf, roomOf, wrongImport } from "./imports.ts";
import { root } from "./project.ts";

const imports = importsBelow(join(root, "generator"));

describe("the files of the generator", () => {
  it("import from their own room and from lower ones", () => {
    const wrong = [...imports].flatMap(([from, targets]) =>
      targets.flatMap((to) => {
        const why = wrongImport(from, to);
        return why === undefined ? [] : [`${from} → ${to}: ${why}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("stand in a room each, and every room has files", () => {
    const rooms = new Set([...imports.keys()].map(roomOf));
    expect([...rooms].sort()).toEqual(FLOORS.flat().sort());
  });

  it("import each other in no circle", () => {
    expect(circleIn(imports)).toBeUndefined();
  });

  it("are read: there are hundreds of imports among them", () => {
    expect(imports.size).toBeGreaterThan(250);
    expect([...imports.values()].flat().length).toBeGreaterThan(800);
  });
});

it("definitions import nothing of the generator but what is public", () => {
  const files = readdirSync(join(root, "definitions"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const outside = files.flatMap((file) => {
    const text = readFileSync(join(root, "definitions", file), "utf8");
    return importsOf(`definitions/${file}`, text).filter((to) => !to.startsWith("definitions/"));
  });
  expect(outside).toEqual([]);
});

describe("found is", () => {
  it.each([
    ["steps/kinds/a.ts", "render/b.ts", "steps imports render, which is above it"],
    ["steps/kinds/a.ts", "bash/b.ts", undefined],
    ["dsl/a.ts", "dsl/b.ts", undefined],
    ["render/a.ts", "lint/b.ts", "render imports lint, which is above it"],
    ["cli/a.ts", "load/b.ts", "only pipeline imports load"],
    ["pipeline/a.ts", "load/b.ts", undefined],
    ["plan/a.ts", "index.ts", undefined],
    ["pipeline/a.ts", "cli/b.ts", "pipeline imports cli, which is above it"],
    ["attic/a.ts", "dsl/b.ts", "attic is not a room of the table"],
  ])("%s → %s", (from, to, why) => {
    expect(wrongImport(from, to)).toBe(why);
  });

  it.each([
    ['import { a } from "../b/a.ts";', ["b/a.ts"]],
    ['import type { A } from "./a.ts";', ["x/a.ts"]],
    ['export { a } from "./a.ts";', ["x/a.ts"]],
    ['import "./a.ts";', ["x/a.ts"]],
    ['const { a } = await import("./a.ts");', ["x/a.ts"]],
    ['type A = import("../a.ts").A;', ["a.ts"]],
    ['import {\n  a,\n  b,\n} from "./a.ts";', ["x/a.ts"]],
    ['import { join } from "node:path";', []],
  ])("%s", (text, files) => {
    expect(importsOf("x/y.ts", text)).toEqual(files);
  });

  it("a circle, types included", () => {
    const circle = new Map([
      ["a.ts", ["b.ts"]],
      ["b.ts", ["c.ts"]],
      ["c.ts", ["b.ts"]],
    ]);
    expect(circleIn(circle)).toEqual(["b.ts", "c.ts", "b.ts"]);
  });
});
