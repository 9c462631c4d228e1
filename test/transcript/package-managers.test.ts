import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { needsOfRehearsal } from "../../generator/rehearse/needs.ts";
import { note } from "../steps/count.ts";
import { thorough } from "../thorough.ts";
import { root } from "../unit/project.ts";
import { play, type Reader } from "./play.ts";
import { deedsOf, sectionOf, shownBy, withoutChance } from "./transcript.ts";

const deeds = deedsOf(sectionOf(readFileSync(join(root, "README.md"), "utf8"), "Ten minutes"));

const lacking = thorough ? needsOfRehearsal() : "it downloads and installs; .ci/run plays it";
if (lacking !== undefined) note(`skipped: the README's ten minutes with pnpm and Yarn, since ${lacking}`);

/** What stands for npm's three commands. `init` comes before there is a project: that is npx for everybody. */
const inWords =
  (install: string, run: string, execute: string) =>
  (command: string): string =>
    command
      // What they say of their own work is theirs; it is shown where they fail.
      .replace(/^npm install$/, `{ ${install} >install.log 2>&1 || cat install.log; }`)
      .replace(/^npm run /, `${run} `)
      .replace(/^npx phoenix-setup /, `${execute} phoenix-setup `);

const PNPM: Reader = {
  types: inWords("pnpm install", "pnpm --silent run", "pnpm exec"),
  env: (folder) => ({ npm_config_store_dir: join(folder, "store") }),
  tools: ["pnpm@10"],
};

const yarn = (linker: string): Reader => ({
  types: inWords("yarn install", "yarn run", "yarn exec"),
  env: (folder) => ({
    YARN_NODE_LINKER: linker,
    YARN_GLOBAL_FOLDER: join(folder, "yarn"),
    YARN_ENABLE_TELEMETRY: "false",
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
  }),
  tools: ["@yarnpkg/cli-dist@4"],
});

describe("the README's ten minutes happen as written", () => {
  it.skipIf(lacking !== undefined).each([
    ["pnpm", PNPM],
    ["Yarn with node_modules", yarn("node-modules")],
    ["Yarn with Plug'n'Play", yarn("pnp")],
  ])(
    "with %s",
    (_, reader) => {
      expect(play(deeds, reader).map(withoutChance)).toEqual(shownBy(deeds).map(withoutChance));
    },
    1_000_000,
  );
});
