import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { constants, embeddedModules } from "../generator/tools/build.mjs";
import CountReporter from "./count-reporter.ts";

const root = join(import.meta.dirname, "..");
const modules: Record<string, () => string | Promise<string>> = Object.fromEntries(
  Object.entries(embeddedModules).map(([name, make]) => [`\0${name}`, make]),
);

/** The same modules that the build puts into the command line. */
const embedded = {
  name: "embedded",
  enforce: "pre" as const,
  resolveId: (source: string) => (`\0${source}` in modules ? `\0${source}` : undefined),
  load: (id: string) => modules[id]?.(),
};

/** What the command line finds beside itself, so that it can be called in a test's process: embedded ShellCheck, types, its own bundle. */
const BESIDE =
  /\/generator\/(lint\/shellcheck|typecheck\/(options|compiler)|pipeline\/identity|cli\/commands\/init)\.ts$/;
const besideBuild = {
  name: "beside-build",
  enforce: "pre" as const,
  transform: (code: string, id: string) =>
    BESIDE.test(id)
      ? code.replace(/\bimport\.meta\.dirname\b|\b__dirname\b/g, JSON.stringify(join(root, "dist")))
      : null,
};

export default defineConfig({
  root,
  plugins: [embedded, besideBuild],
  resolve: {
    alias: {
      "phoenix-setup/step": join(root, "generator/step.ts"),
      "phoenix-setup": join(root, "generator/index.ts"),
    },
  },
  define: constants,
  test: {
    include: ["test/**/*.test.ts"],
    // Those need hosts: test/hosts/run.
    exclude: process.env["RIG"] === undefined ? ["test/hosts/**"] : [],
    pool: "forks",
    // The files of a worker share its modules: to load them costs more than most files' tests. What a file changes of its process, it puts back.
    isolate: false,
    setupFiles: ["test/setup.ts"],
    // Kinds of step that are tried at the same time share a sandbox.
    maxConcurrency: 500,
    maxWorkers: availableParallelism(),
    // Ends what hangs. What is merely slow, on a machine that does something else as well, has not failed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", new CountReporter()],
  },
});
