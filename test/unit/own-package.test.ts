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

  it("that is loaded by its own copy gives the same script: frozen data is known by its shape", () => {
    const { folder, run } = project({
      "definitions/101-own.ts": container(`x.motd({ text: "a b" })`).replace('"./x.ts"', '"./copy.cts"'),
      "definitions/copy.cts": `import { createRequire } from "node:module";\nexport const { motd } = createRequire(process.cwd() + "/x.js")("some-steps");\n`,
      "node_modules/some-steps/package.json": manifest("commonjs"),
      "node_modules/some-steps/index.js": forms.commonjs,
    });
    mkdirSync(join(folder, "node_modules/some-steps/node_modules"));
    symlinkSync(root, join(folder, "node_modules/some-steps/node_modules/phoenix-setup"));
    expect(run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
    expect(script(folder)).toContain("grep --quiet -e 'a b' /etc/motd");
  });
});
