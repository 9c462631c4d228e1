// @ts-check
// `npm run reference`: bundles main.ts in memory, and runs it in this process: Node 20 reads no TypeScript by itself.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const { outputFiles } = buildSync({
  entryPoints: [join(here, "main.ts")],
  bundle: true,
  write: false,
  format: "cjs",
  platform: "node",
  target: "node20",
  packages: "external",
});
const [bundle] = outputFiles;
if (bundle === undefined) throw new Error("esbuild made nothing");
const module = { exports: /** @type {{ main(root: string, words: string[]): number }} */ ({ main: () => 3 }) };
compileFunction(bundle.text, ["require", "module"])(createRequire(import.meta.url), module);
process.exitCode = module.exports.main(join(here, "../../.."), process.argv.slice(2));
