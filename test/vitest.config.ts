import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { templatesModule } from "../generator/build.mjs";
import CountReporter from "./count-reporter.ts";

const root = join(import.meta.dirname, "..");
const id = "phoenix-setup:templates";
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** The same module that the build puts into the command line. */
const templates = {
  name: "templates",
  enforce: "pre" as const,
  resolveId: (source: string) => (source === id ? `\0${id}` : undefined),
  load: (source: string) => (source === `\0${id}` ? templatesModule() : undefined),
};

export default defineConfig({
  root,
  plugins: [templates],
  resolve: { alias: { "phoenix-setup": join(root, "generator/index.ts") } },
  define: { PHOENIX_SETUP_VERSION: JSON.stringify(version) },
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxConcurrency: 40,
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    reporters: ["default", new CountReporter()],
  },
});
