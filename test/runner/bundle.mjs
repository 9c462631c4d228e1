// @ts-check
// Bundles a main.ts in memory, and runs it in this process: Node 20 reads no TypeScript by itself.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Runs `test/<room>/main.ts` with the words of the command line; its `main` gives the exit code.
 * @param {string} room
 */
export async function runRoom(room) {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test", room, "main.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    // By its own place the simulator finds its Bash files, and this runner nothing: it is told where the repository is.
    define: {
      "import.meta.dirname": JSON.stringify(join(root, "generator/simulator")),
      REPOSITORY: JSON.stringify(root),
    },
  });
  await stop();
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error("esbuild made nothing");
  const { main } = await import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString("base64")}`);
  // A stack trace would show all of the bundle.
  process.exitCode = await main(process.argv.slice(2)).catch((/** @type {Error} */ error) => {
    process.stderr.write(`${error.message}\n0 passed, 1 failed\n`);
    return 1;
  });
}
