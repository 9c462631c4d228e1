import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./project.ts";

/** A start of Bash with a command and without `--norc`. */
const READS_STARTUP_FILE = /"(?:\/bin\/)?bash",\s*\[\s*"-[a-z]*c"/;

it("Bash that is given a command reads no ~/.bashrc: it does so where its standard input is a socket, as it is from Node", () => {
  expect('spawnSync("bash", ["-c", program])').toMatch(READS_STARTUP_FILE);
  expect('spawnSync("bash", ["--norc", "-c", program])').not.toMatch(READS_STARTUP_FILE);
  const files = ["generator", "test"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs)$/.test(name) && !name.endsWith("bash-startup.test.ts"))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((name) => READS_STARTUP_FILE.test(readFileSync(join(root, name), "utf8")))).toEqual([]);
});
