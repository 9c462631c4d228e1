// @ts-check
// Prints what must hold inside container 970, as its fragments say it: a title and a piece of Bash, each ended by NUL.
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { buildSync } from "esbuild";

const parts = ["system", "packages-docker", "files-services"];
const { outputFiles } = buildSync({
  stdin: {
    contents: `export const looks = [${parts.map((part) => `...require("./${part}.ts").looks`).join(", ")}];`,
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  write: false,
  format: "cjs",
  platform: "node",
  external: ["phoenix-setup"],
});
/** @type {{ exports: { looks?: readonly (readonly [string, string])[] } }} */
const bundle = { exports: {} };
new Script(`(module, exports, require) => {${outputFiles[0]?.text}}`).runInThisContext()(
  bundle,
  bundle.exports,
  createRequire(import.meta.url),
);
const { looks = [] } = bundle.exports;
if (looks.length === 0) throw new Error("there is nothing to look at");
process.stdout.write(
  looks
    .flat()
    .map((text) => `${text}\0`)
    .join(""),
);
