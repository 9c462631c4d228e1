import { join } from "node:path";
import { Progress } from "../runner/progress.ts";
import { Slots } from "../runner/slots.ts";
import type { Time } from "../runner/time.ts";
import { type Case, withMoreTime } from "./case.ts";
import { tryCase } from "./flows.ts";
import type { Outcome } from "./report.ts";
import { Trial } from "./trial.ts";

/** Each waiting case is some ten processes that do nothing. */
const MAY_WAIT = 80;

/** Tries them all, or those for which there is time; those that wait longest begin first. */
export async function tryAll(cases: readonly Case[], folder: string, jobs: number, time: Time): Promise<Outcome[]> {
  const [slots, waiting] = [new Slots(jobs), new Slots(MAY_WAIT)];
  const progress = new Progress(cases.length);
  const attempt = async (given: Case, name: string): Promise<Outcome> => {
    const trial = new Trial(given, join(folder, name));
    try {
      await tryCase(trial, slots);
    } catch (error) {
      trial.miss(`the runner itself failed: ${String(error)}`);
    }
    const survived = trial.misses.length === 0;
    const outcome = { given, misses: trial.misses, before: [], tail: survived ? [] : trial.tail() };
    trial.end();
    return outcome;
  };
  // What then survives is told, but is no failure: no case is about how fast the machine is.
  const one = async (given: Case, number: number): Promise<Outcome> => {
    const first = await attempt(given, `case-${number}`);
    const outcome =
      first.misses.length === 0
        ? first
        : { ...(await attempt(withMoreTime(given), `case-${number}-again`)), before: first.misses };
    progress.tell(given.id, outcome.misses);
    return outcome;
  };
  const queue = [...cases.entries()].sort(([, a], [, b]) => b.waits - a.waits);
  const under: Promise<void>[] = [];
  const outcomes: Outcome[] = [];
  // Those that wait and those that work are begun side by side, or the waiting ones would stand in each other's way.
  const lane = async (lanes: typeof queue, room: Slots | undefined) => {
    for (const [number, given] of lanes) {
      await room?.take();
      await slots.take();
      if (time.isOver) {
        slots.give();
        room?.give();
        continue;
      }
      under.push(
        one(given, number).then((outcome) => {
          outcomes[number] = outcome;
          slots.give();
          room?.give();
        }),
      );
    }
  };
  await Promise.all([
    lane(
      queue.filter(([, { waits }]) => waits > 1),
      waiting,
    ),
    lane(
      queue.filter(([, { waits }]) => waits <= 1),
      undefined,
    ),
  ]);
  await Promise.all(under);
  return outcomes.filter((outcome) => outcome !== undefined);
}
