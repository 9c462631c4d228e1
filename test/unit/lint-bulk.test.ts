import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { word } from "../../generator/bash/word.ts";
import { withoutBulk } from "../../generator/lint/shellcheck.ts";

it("ShellCheck is spared the bulk of a carried file, and each line stays where it is", () => {
  const script = (bytes: number): string =>
    `f ${word(randomBytes(bytes).toString("base64"))} 'it'\necho "$x" # ${"a b ".repeat(2000)}\n`;
  expect(withoutBulk(script(1024 * 1024)).length).toBeLessThan(9000);
  expect(withoutBulk(script(1024 * 1024))).toMatch(/^f [A-Za-z0-9+/]{64}=* 'it'\necho "\$x" # (a b ){2000}\n$/);
  const small = script(3000);
  expect(withoutBulk(small)).toBe(small);
});
