// @ts-check
// What is measured, and what it is to reach.
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { definition, fileOf, writeFleet } from "./fleet.mjs";
import { makeFloor } from "./generate-floor.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const program = join(root, "dist/phoenix-setup.cjs");
const node = process.execPath;
const quick = ["--no-lint", "--no-types"];

/**
 * @typedef {{ row: string, case: string, against: string, target: number | undefined }} Row `target` is a ratio to the case `against`
 * @typedef {{ cases: import("./generate-run.mjs").Case[], rows: Row[] }} Plan
 */

export const N0 = "node -e 0";

/**
 * Makes a project, generates it once, and says what to measure on it.
 *
 * @param {string} work an empty folder
 * @param {number} count 7 is the fleet of this repository
 * @returns {Plan}
 */
export function generateCases(work, count) {
  const folder = join(work, `fleet-${count}`);
  if (count === 7) copyOwn(folder);
  else writeFleet(folder, count);
  generate(folder, quick);
  generate(folder, ["--no-lint"]);
  const floor = join(work, `floor-${count}`);
  makeFloor(floor, join(folder, "dist-scripts"));

  const scripts = join(folder, "dist-scripts");
  const says = (/** @type {string} */ what) => `${count.toLocaleString("en")} definitions, ${what}`;
  /** @type {Plan} */
  const plan = { cases: [], rows: [] };
  /** @param {string} what @param {readonly string[]} words @param {{ target?: number, before?: (round: number) => void, long?: boolean }} [more] */
  const add = (what, words, { target, before, long } = {}) => {
    plan.cases.push({
      name: says(what),
      command: [node, program, "generate", ...words],
      folder,
      ...(before && { before }),
      ...(long && { every: 4 }),
    });
    plan.rows.push({ row: says(what), case: says(what), against: N0, target });
  };
  add("nothing changed", [], {
    ...(count <= 1000 && { target: count === 7 ? 1.5 : 2.2 }),
    before: () => generate(folder, ["--no-lint"]),
  });
  add("one changed", quick, {
    ...(count === 1000 && { target: 3 }),
    before: (round) => {
      generate(folder, quick);
      changeOne(folder, count, `round-${round}`);
    },
  });
  add("one changed, type check included", ["--no-lint"], {
    before: (round) => {
      generate(folder, ["--no-lint"]);
      changeOne(folder, count, `types-${round}`);
    },
  });
  add("all changed", quick, { long: count > 1000, before: (round) => changeAll(folder, count, round) });
  add("no cache, outputs equal", ["--no-cache", ...quick], {
    ...(count === 1000 && { target: 8 }),
    long: count > 1000,
    // Whatever was changed before it is written by now.
    before: () => generate(folder, quick),
  });
  if (count <= 1000) {
    add("no cache, all written", ["--no-cache", ...quick], {
      ...(count === 1000 && { target: 14 }),
      before: () => spoil(scripts),
    });
    add("no cache, type check included", ["--no-cache", "--no-lint"], {
      ...(count === 7 && { target: 2.5 }),
    });
    const bare = says("the bare floor");
    plan.cases.push({ name: bare, command: [node, join(floor, "floor.cjs")], folder: floor });
    plan.rows.push({ row: bare, case: bare, against: N0, target: undefined });
    plan.rows.push({
      row: says("no cache, all written, beside the bare floor"),
      case: says("no cache, all written"),
      against: bare,
      target: count === 7 ? 1.2 : count === 1000 ? 2 : undefined,
    });
  }
  return plan;
}

/**
 * `lint` on this repository's fleet, with each engine.
 *
 * @param {string} work
 * @param {boolean} native whether ShellCheck is installed
 * @returns {Plan}
 */
export function lintCases(work, native) {
  const folder = join(work, "lint");
  copyOwn(folder);
  generate(folder, quick);
  const scripts = join(folder, "dist-scripts");
  const first = join(scripts, readdirSync(scripts)[0] ?? "");
  /** @type {Plan} */
  const plan = { cases: [], rows: [] };
  const engines = native ? ["native", "embedded"] : ["embedded"];
  for (const engine of engines) {
    const command = [node, program, "lint", "--engine", engine];
    const whole = `lint of 7 scripts, ${engine}, cold`;
    const one = `lint of 7 scripts, ${engine}, one changed`;
    const none = `lint of 7 scripts, ${engine}, nothing changed`;
    plan.cases.push({ name: whole, command: [...command, "--no-cache"], folder, every: 4 });
    plan.cases.push({
      name: none,
      command,
      folder,
      before: () => void execFileSync(node, command.slice(1), { cwd: folder, stdio: "ignore" }),
    });
    plan.cases.push({ name: one, command, folder, before: (round) => appendFileSync(first, `# ${engine} ${round}\n`) });
    for (const name of [whole, one, none]) plan.rows.push({ row: name, case: name, against: N0, target: undefined });
    if (engine === "native") {
      const alone = "shellcheck of that script alone";
      plan.cases.push({ name: alone, command: ["shellcheck", "--norc", "--shell=bash", first], folder });
      plan.rows.push({ row: alone, case: alone, against: N0, target: undefined });
      plan.rows.push({ row: `${one}, beside shellcheck alone`, case: one, against: alone, target: 1.25 });
    }
  }
  return plan;
}

/** @param {string} folder */
function copyOwn(folder) {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  const own = join(root, "definitions");
  cpSync(own, join(folder, "definitions"), { recursive: true, filter: (from) => from !== join(own, "examples") });
  writeFileSync(join(folder, "package.json"), '{ "name": "fleet", "private": true, "type": "module" }\n');
}

/** @param {string} folder @param {readonly string[]} words */
const generate = (folder, words) =>
  void execFileSync(node, [program, "generate", ...words], { cwd: folder, stdio: "ignore" });

/** Changes what one container is to be; another one in each round. @param {string} folder @param {number} count @param {string} mark */
function changeOne(folder, count, mark) {
  if (count === 7) {
    const file = join(folder, "definitions/910-portainer.ts");
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text.replace(
        /restart: "[a-z-]+"/,
        `restart: "${text.includes('restart: "always"') ? "unless-stopped" : "always"}"`,
      ),
    );
    return;
  }
  const i = 3 + ((mark.length * 37 + Number(mark.replace(/\D/g, "")) * 101) % (count - 4));
  const other = i % 100 < 2 ? i + 2 : i;
  writeFileSync(join(folder, "definitions", fileOf(other)), definition(other, mark));
}

/** Changes what every container is to be. @param {string} folder @param {number} count @param {number} round */
function changeAll(folder, count, round) {
  const place = join(folder, "definitions");
  if (count === 7)
    for (const name of readdirSync(place).filter((file) => /^\d/.test(file))) {
      const file = join(place, name);
      writeFileSync(file, `// ${round}\n${readFileSync(file, "utf8").replace(/^\/\/ \d+\n/, "")}`);
    }
  else for (let i = 0; i < count; i++) writeFileSync(join(place, fileOf(i)), definition(i, `all-${round}`));
}

/** Makes every script another one, so that all have to be written. @param {string} scripts */
function spoil(scripts) {
  for (const name of readdirSync(scripts)) writeFileSync(join(scripts, name), "spoilt\n");
}
