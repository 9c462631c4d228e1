// @ts-check
// Bundles judge.ts in memory, and runs it in this process: Node 20 reads no TypeScript by itself.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const { outputFiles } = await build({
  entryPoints: [join(here, "judge.ts")],
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  target: "node20",
  define: {
    "import.meta.dirname": JSON.stringify(join(root, "generator/simulator")),
    REPOSITORY: JSON.stringify(root),
  },
});
await stop();
const [bundle] = outputFiles;
if (bundle === undefined) throw new Error("esbuild made nothing");
const { main } = await import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString("base64")}`);
process.exitCode = main(process.argv.slice(2));
