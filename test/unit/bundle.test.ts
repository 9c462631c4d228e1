import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./project.ts";

it.each(["program", "step"])("%s.cjs has zod's messages in English only", (name) => {
  const text = readFileSync(join(root, `dist/${name}.cjs`), "utf8");
  expect(text).toContain("Invalid input");
  // Dutch, Indonesian, French.
  expect(text).not.toMatch(/Ongeldig|tidak valid|invalide/);
});
