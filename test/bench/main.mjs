// @ts-check
// `npm run bench:scripts`: what each script of dist-scripts costs, see README.md.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { clearOnSignal, command } from "./command.mjs";
import { Host } from "./host.mjs";
import { measure } from "./measure.mjs";
import { report } from "./report.mjs";

const usage = `npm run bench:scripts -- [CTID…] [--json] [--runs N] [--pct-seconds N]
  --json           the figures as one JSON object
  --runs N         what is timed is the median of N runs (3)
  --pct-seconds N  what a call of the slow pct takes (1)
`;

/** @param {string[]} args */
function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      runs: { type: "string", default: "3" },
      "pct-seconds": { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (!/^[1-9]\d?$/.test(values.runs)) throw new Error(`--runs is '${values.runs}', not a number from 1 to 99`);
  if (!/^\d(\.\d+)?$/.test(values["pct-seconds"]))
    throw new Error(`--pct-seconds is '${values["pct-seconds"]}', not a number from 0 to 9`);
  return { ...values, runs: Number(values.runs), pctSeconds: Number(values["pct-seconds"]), ctids: positionals };
}

/** @param {ReturnType<typeof readOptions>} options @returns {Promise<number>} */
async function run(options) {
  const { ctids } = options;
  const host = new Host();
  clearOnSignal(() => host.takeDown());
  try {
    host.setUp();
    writeFileSync(join(host.folder, "pct-seconds"), `${options.pctSeconds}\n`);
    const wanted = host.scripts.filter(({ ctid }) => ctids.length === 0 || ctids.includes(String(ctid)));
    if (wanted.length < Math.max(ctids.length, 1)) {
      process.stderr.write(`there is no script for every one of these: ${ctids.join(", ")}\n`);
      return 2;
    }
    const rows = [];
    for (const script of wanted) rows.push(await measure(host, script, options));
    process.stdout.write(options.json ? `${JSON.stringify({ scripts: rows }, null, 2)}\n` : report(rows, options));
    return 0;
  } finally {
    host.takeDown();
  }
}

await command({ usage, readOptions, run });
