import { takeDown } from "../../generator/rehearse/processes.ts";
import { command } from "../runner/command.ts";
import { leftOut, Time } from "../runner/time.ts";
import { type Baseline, makeBaseline } from "./baseline.ts";
import type { Case } from "./case.ts";
import { casesOf } from "./cases.ts";
import { tryAll } from "./matrix.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { asJson, missText, table } from "./report.ts";
import { sampleOf } from "./sample.ts";
import { readScripts } from "./script.ts";

/** The exit code: 0 if all cases survived, 1 if not, 2 for wrong use. */
export const main = (words: string[]): Promise<number> =>
  command(words, { name: "chaos", usage, readOptions, takeDown, run: tryMatrix });

async function tryMatrix(options: Options, folder: string): Promise<number> {
  const began = Date.now();
  const wanted = ({ id }: Case) =>
    options.only.length === 0 || options.only.some((only) => id === only || id.startsWith(`${only}:`));
  const { baselines, broken } = await makeBaselines(options, folder);
  const all = baselines.flatMap(casesOf).filter(wanted);
  if (all.length === 0 && broken > 0) {
    process.stdout.write(`0 passed, ${broken} failed\n`);
    return 1;
  }
  if (all.length === 0) {
    process.stderr.write("there is no such case; --list shows them\n");
    return 2;
  }
  const cases = options.sample === undefined ? all : sampleOf(all, options.sample, options.seed);
  if (options.list) {
    process.stdout.write(cases.map(({ id }) => `${id}\n`).join(""));
    return 0;
  }
  const outcomes = await tryAll(cases, folder, options.jobs, new Time(options.seconds));
  const seconds = Math.round((Date.now() - began) / 1000);
  const missed = outcomes.filter(({ misses }) => misses.length > 0);
  if (options.json) process.stdout.write(`${asJson(outcomes, options.seed, seconds)}\n`);
  else {
    for (const outcome of missed) process.stdout.write(`${missText(outcome, options.seed)}\n\n`);
    for (const { given, misses, before } of outcomes)
      if (misses.length === 0 && before.length > 0)
        process.stdout.write(`note: only with more time: ${given.id}: ${before.join("; ")}\n`);
    const drawn =
      cases.length < all.length ? `, ${cases.length} of ${all.length} cases drawn by seed ${options.seed}` : "";
    process.stdout.write(`${table(outcomes)}\n\n${seconds} s${drawn}\n`);
    process.stdout.write(leftOut(outcomes.length, cases.length, options.seconds));
    process.stdout.write(`${outcomes.length - missed.length} passed, ${missed.length + broken} failed\n`);
  }
  return missed.length + broken === 0 ? 0 : 1;
}

/** A script whose undisturbed run is not as it must be counts as one that failed, and is not tried any further. */
async function makeBaselines(
  { scripts, only }: Options,
  folder: string,
): Promise<{ baselines: Baseline[]; broken: number }> {
  // Each costs as much as several cases, so scripts of which no case is wanted have none.
  const wanted = readScripts(scripts).filter(
    ({ ctid }) => only.length === 0 || only.some((id) => id.split(":")[0] === String(ctid)),
  );
  const answers = await Promise.allSettled(wanted.map((script) => makeBaseline(folder, script)));
  const baselines = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  for (const answer of answers)
    if (answer.status === "rejected")
      process.stderr.write(`MISSED, and so all of its cases: ${(answer.reason as Error).message}\n`);
  return { baselines, broken: answers.length - baselines.length };
}
