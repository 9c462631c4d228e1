/// <reference types="vite/client" />
import { expect, it } from "vitest";
import { installedShellcheck } from "../../generator/lint/program.ts";
import type { Script } from "../../generator/render/script.ts";
import { isDrawn, thorough } from "../thorough.ts";
import { lintRendered } from "../unit/lint-rendered.ts";
import { root } from "../unit/project.ts";
import type { Cases } from "./case.ts";
import { note } from "./count.ts";
import { scriptOf } from "./program.ts";

/** Most of their cases hold Bash that a test has written. */
const authors = ["command", "script-run", "own-step"];
const files = import.meta.glob<Cases>("./*.cases.ts");

// Names mean the same thing to ShellCheck in all functions of a script, so kinds that are fine alone may not be so together.
it("ShellCheck has nothing to say of a script with every kind of step", async () => {
  const kinds = await Promise.all(Object.values(files).map((load) => load()));
  expect(kinds.length).toBeGreaterThan(60);
  // ShellCheck takes a minute and more for all of them, the embedded one many.
  const whole = thorough && installedShellcheck() !== undefined;
  if (!whole)
    note("one case of a quarter of the kinds together, not all: in .ci/run, where the program shellcheck is installed");
  const some = kinds
    .filter((_, i) => isDrawn(i, 4))
    .flatMap(({ kind, cases }) => cases.slice(0, whole && !authors.includes(kind) ? undefined : 1));
  const script = { name: "together.sh", text: scriptOf(some), sections: [] } as unknown as Script;
  const remarks = await lintRendered([script], root, { noCache: true });
  const lines = script.text.split("\n");
  expect(remarks.map(({ line, code, message }) => `SC${code} ${message} ${lines[line - 1]}`)).toEqual([]);
}, 600_000);
