import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unlinted } from "../thorough.ts";
import { container, script } from "./own-kind.ts";
import { project, root } from "./project.ts";

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
    expect(run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
    expect(script(folder)).toContain("grep --quiet -e 'a b' /etc/motd");
    expect(script(folder)).toContain("definitions/101-own.ts:7 'says a b'");
  });

  it("that is loaded around the bundle is refused: nobody would notice that it has changed", () => {
    const { run } = project({
      "definitions/101-own.ts": container(`x.motd({ text: "a b" })`).replace('"./x.ts"', '"./copy.cts"'),
      "definitions/copy.cts": `import { createRequire } from "node:module";\nexport const { motd } = createRequire("/x.js")("some-steps");\n`,
    });
    const { code, err } = run("generate", "--no-types", ...unlinted);
    expect(code).toBe(1);
    expect(err).toContain("error[D212]: `module.createRequire` is not available in a definition");
    expect(err).toContain("--> definitions/copy.cts:2:");
    expect(err).toContain("hint: import what is needed at the top of the file");
  });
});
