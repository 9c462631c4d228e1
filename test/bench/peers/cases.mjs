// @ts-check
// The peers' cases: installed here and nowhere else, run on the same fleet, beside ours in the same rounds.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { N0 } from "../generate-cases.mjs";
import { peerDefinition, peerFile, writePeerFleet } from "./fleet.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const frame = join(here, "../../../dist-scripts/phoenix_hypervisor_setup_902.sh");
const PEERS = ["tsx-handlebars", "projen", "cdk8s"];
/** A round of theirs takes long; 10,000 definitions take minutes, and are left out. */
const MOST = 1000;

/**
 * @param {string} work
 * @param {readonly number[]} sizes
 * @param {(text: string) => void} told
 * @returns {import("../generate-cases.mjs").Plan & { notes: string[] }}
 */
export function peerCases(work, sizes, told) {
  install(told);
  /** @type {import("../generate-cases.mjs").Plan} */
  const plan = { cases: [], rows: [] };
  for (const count of sizes.filter((size) => size <= MOST))
    for (const peer of PEERS) {
      const folder = join(work, `${peer}-${count}`);
      writePeerFleet(folder, count, frame);
      const name = `${count.toLocaleString("en")} definitions, one changed: ${peer}`;
      plan.cases.push({
        name,
        command: [process.execPath, join(here, "node_modules/tsx/dist/cli.mjs"), join(here, `${peer}.ts`)],
        folder,
        before: (round) => writeFileSync(join(folder, "definitions", peerFile(0)), peerDefinition(0, `round-${round}`)),
        ...(count > 100 && { every: 4 }),
      });
      plan.rows.push({ row: name, case: name, against: N0, target: undefined });
    }
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  const notes = [`peers: ${versions.join(", ")}; they remember nothing, so that a change of one costs what all cost`];
  if (sizes.some((size) => size > MOST)) notes.push(`peers: only up to ${MOST.toLocaleString("en")} definitions`);
  return { ...plan, notes };
}

/** @param {(text: string) => void} told */
function install(told) {
  if (existsSync(join(here, "node_modules/tsx"))) return;
  told("installing the peers");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: here,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
