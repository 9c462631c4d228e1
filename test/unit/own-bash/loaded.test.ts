import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { definition, project, root } from "../project.ts";

/** A build that takes down when it reads the parser, and a project; `loads` generates and says how often that was. */
function watched(steps: string) {
  const place = mkdtempSync(join(root, "node_modules/.cache/phoenix-setup-tests-"));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  cpSync(join(root, "dist"), place, { recursive: true });
  renameSync(join(place, "bash-parser.cjs"), join(place, "parser-itself.cjs"));
  const log = join(place, "loads");
  const watching = `require("node:fs").appendFileSync(${JSON.stringify(log)}, "x");\nmodule.exports = require("./parser-itself.cjs");\n`;
  writeFileSync(join(place, "bash-parser.cjs"), watching);
  const { folder, put } = project({
    "node_modules/.package-lock.json": "{}",
    "definitions/900-one.ts": definition(900, { steps }),
    "definitions/901-two.ts": definition(901),
  });
  const loads = (...words: string[]): boolean => {
    rmSync(log, { force: true });
    const run = spawnSync(
      process.execPath,
      [join(place, "phoenix-setup.cjs"), "generate", "--no-lint", "--no-types", ...words],
      { cwd: folder, encoding: "utf8" },
    );
    expect(run).toMatchObject({ status: 0 });
    return existsSync(log);
  };
  return { folder, put, loads };
}

const own = (text: string): string =>
  `[command({ title: "a", check: sh\`[[ -e \${"/a b"} ]]\`, apply: sh\`${text}\` })]`;

it("the parser is not loaded for a fleet without own Bash, however often it changes", () => {
  const { put, loads } = watched("[]");
  expect(loads()).toBe(false);
  put("definitions/901-two.ts", definition(901, { steps: `[apt.packages({ packages: ["jq"] })]` }));
  expect(loads()).toBe(false);
});

it("it is loaded for own Bash with values once it has changed, and its answers are kept", () => {
  const { folder, put, loads } = watched("[]");
  const one = (text: string) => put("definitions/900-one.ts", definition(900, { steps: own(text) }));
  one('touch ${"/a b"}');
  expect(loads()).toBe(true);
  expect(loads()).toBe(false);
  appendFileSync(join(folder, "definitions/901-two.ts"), "// other\n");
  expect(loads()).toBe(false);
  put("definitions/901-two.ts", definition(901, { steps: `[apt.packages({ packages: ["jq"] })]` }));
  expect(loads()).toBe(false);
  expect(loads("--no-cache")).toBe(true);
  one('touch ${"/a c"}');
  expect(loads()).toBe(true);
});
