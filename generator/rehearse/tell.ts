import type { Script } from "../render/script.ts";
import type { Act, Rehearsal, Watcher } from "./rehearse.ts";
import type { Line } from "./transcript.ts";

/** Tells a rehearsal line by line as it happens; a call of `pct` is taken to cost so many seconds. */
export function telling(
  { plan, name }: Pick<Script, "plan" | "name">,
  cost: number,
  out: (text: string) => void,
): Watcher {
  const { ctid } = plan.definition.options;
  let calls = 0;
  return {
    given: ({ told }, made) => {
      out(
        `${name} ${ctid} on the simulator: each call of pct is taken to cost ${cost} s; steps are modelled, their commands do not run`,
      );
      for (const line of made) out(`  before: ${line}`);
      for (const text of told) out(`  stand-in: ${text}`);
    },
    begins: (run) => {
      calls = 0;
      out(`\n${run}`);
    },
    line: (line) => {
      if (line.call !== undefined) calls = line.call;
      out(`${clock(calls * cost)}  ${shown(line)}`);
    },
    ended: ({ code, complaints }) => {
      if (code !== 0) out(`${clock(calls * cost)}  ends with ${code}`);
      for (const text of complaints) out(`  NOT AS EXPECTED: ${text}`);
    },
  };
}

const clock = (seconds: number): string => `${Number(seconds.toFixed(1))} s`.padStart(8);

const shown = ({ call, level, text }: Line): string =>
  call === undefined ? `${level.padEnd(5)} ${text}` : `${`${call}.`.padEnd(5)} ${text}`;

/** What came of it, in a few lines. */
export function conclusion({ plan }: Pick<Script, "plan">, { acts, complaints }: Rehearsal, cost: number): string {
  const { ctid, snapshot } = plan.definition.options;
  const end = `container ${ctid} runs${snapshot === undefined ? "" : `, snapshot '${snapshot}' is made`}, and nothing is left behind`;
  const good = [`the last run changed nothing: ${end}`];
  const bad = complaints.map((text) => `not as expected: ${text}`);
  return ["", ...acts.map((act) => told(act, cost)), ...(complaints.length === 0 ? good : bad)].join("\n");
}

function told({ name, code, calls, counts }: Act, cost: number): string {
  const steps =
    counts === undefined
      ? ""
      : `, steps: ${Object.entries(counts)
          .map(([how, n]) => `${n} ${how}`)
          .join(", ")}`;
  const time = `${Number((calls * cost).toFixed(1))} s`;
  return `${name}: ended with ${code} after ${calls} calls of pct, ${time} without the steps' own work${steps}`;
}

/** The same as data. */
export const asData = (
  { plan, name }: Pick<Script, "plan" | "name">,
  { standIns, made, acts, complaints }: Rehearsal,
  cost: number,
) => ({
  ctid: plan.definition.options.ctid,
  script: name,
  asExpected: complaints.length === 0,
  complaints,
  made,
  standIns: standIns.told,
  cost,
  runs: acts.map(({ name: run, code, counts, calls, lines, complaints: own }) => ({
    run,
    exit: code,
    calls,
    seconds: calls * cost,
    steps: counts ?? null,
    complaints: own,
    transcript: lines.map(({ call, level, text }) => ({ ...(call === undefined ? { level } : { call }), text })),
  })),
});
