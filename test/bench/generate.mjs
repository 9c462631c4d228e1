// @ts-check
// `npm run bench`: what the generator costs, see README.md.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { clearOnSignal, command } from "./command.mjs";
import { generateCases, lintCases, N0 } from "./generate-cases.mjs";
import { growth, lines, table } from "./generate-report.mjs";
import { measure } from "./generate-run.mjs";

const usage = `npm run bench -- [--quick] [--rounds N] [--sizes 7,1000,10000] [--cpu] [--no-lint] [--peers] [--json]
  --quick     7 and 1,000 definitions, three rounds, no lint
  --rounds N  each figure is the median of N runs (10)
  --sizes N,N how many definitions the fleets have (7,1000,10000)
  --cpu       processor time rather than elapsed time, for a machine that does something else as well
  --no-lint   leave ShellCheck out
  --peers     cdk8s, projen and tsx with Handlebars as well; installs them below test/bench/peers
  --json      the figures as one JSON object
`;

/** @param {string[]} args */
function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      sizes: { type: "string" },
      cpu: { type: "boolean", default: false },
      "no-lint": { type: "boolean", default: false },
      peers: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const rounds = values.rounds ?? (values.quick ? "3" : "10");
  const sizes = values.sizes ?? (values.quick ? "7,1000" : "7,1000,10000");
  if (!/^[1-9]\d?$/.test(rounds)) throw new Error(`--rounds is '${rounds}', not a number from 1 to 99`);
  if (!/^[1-9]\d{0,4}(,[1-9]\d{0,4})*$/.test(sizes)) throw new Error(`--sizes is '${sizes}', not numbers like 7,1000`);
  return {
    ...values,
    rounds: Number(rounds),
    sizes: sizes.split(",").map(Number),
    lint: !values["no-lint"] && !values.quick,
  };
}

/** @param {ReturnType<typeof readOptions>} options @returns {Promise<number>} */
async function run(options) {
  const work = mkdtempSync(join(tmpdir(), "phoenix-bench-"));
  const clear = () => rmSync(work, { recursive: true, force: true });
  clearOnSignal(clear);
  let due = 0;
  const told = (/** @type {string} */ text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
    else if (text !== "" && Date.now() >= due) {
      due = Date.now() + 60_000;
      process.stderr.write(`${text}\n`);
    }
  };
  try {
    const native = spawnSync("shellcheck", ["--version"], { stdio: "ignore" }).status === 0;
    const plans = options.sizes.map((count) => {
      told(`making a fleet of ${count}`);
      return generateCases(work, count);
    });
    if (options.lint) plans.push(lintCases(work, native));
    const notes = [];
    if (options.peers) {
      const { peerCases } = await import("./peers/cases.mjs");
      const peers = peerCases(work, options.sizes, told);
      plans.push(peers);
      notes.push(...peers.notes);
    }
    const floor = { name: N0, command: [process.execPath, "-e", "0"], folder: work };
    // What takes a second and more falls into rounds of its own, so that the small ones stay close to each other.
    const figures = await measure([floor, ...plans.flatMap(({ cases }) => cases)], options.rounds, told, options.cpu);
    told("");
    const rows = [{ row: N0, case: N0, against: N0, target: undefined }, ...plans.flatMap((plan) => plan.rows)];
    const all = lines(rows, figures);
    if (options.json) process.stdout.write(`${JSON.stringify({ rows: all }, null, 2)}\n`);
    else {
      if (options.lint && !native)
        notes.push("lint: the native ShellCheck is not installed, only the embedded one was measured");
      notes.push(
        `medians of ${options.rounds} rounds in which everything had its turn; of every fourth round, what takes long`,
        options.cpu ? "processor time of a command with all that it starts" : "elapsed time",
      );
      const load = loadavg()[0] ?? 0;
      notes.push(`${availableParallelism()} processors, load ${load.toFixed(1)}, Node ${process.version}`);
      process.stdout.write(`${[table(all, N0), "", ...growth(all), ...notes].join("\n")}\n`);
    }
    return 0;
  } finally {
    clear();
  }
}

await command({ usage, readOptions, run });
