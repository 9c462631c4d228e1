import { availableParallelism } from "node:os";
import { Slots } from "../runner/slots.ts";
import { thorough } from "../thorough.ts";
import type { Job } from "./case.ts";
import { runGroups } from "./sandbox.ts";

/** Jobs that were asked together, such as those of a kind. */
export interface Group {
  readonly jobs: readonly Job[];
  readonly seconds: number;
  readonly how: "enter" | "enter-users";
  readonly give: (results: string[]) => void;
  readonly fail: (error: unknown) => void;
}

const waiting: Group[] = [];

// One sandbox for each processor at a time, for each of the test files that run beside each other: steps wait a good part of their time.
const slots = new Slots(availableParallelism());

/** To make a sandbox costs as much as the jobs of two kinds. So it takes a part of the groups that wait, and at least so many. */
const LEAST = 6;

/** Runs jobs one after the other in one sandbox. Returns for each what is wrong with it, an empty string if nothing is. */
export function runOnce(jobs: readonly Job[], seconds = 300, how: Group["how"] = "enter"): Promise<string[]> {
  return new Promise((give, fail) => {
    waiting.push({ jobs, seconds, how, give, fail });
    // Not at once, so that those that are asked at the same time wait as well.
    setTimeout(() => void serve(), 20);
  });
}

/** When a processor is free, for those that still wait then. */
async function serve(): Promise<void> {
  await slots.take();
  const groups = takeGroups();
  try {
    if (groups.length > 0) await runGroups(groups);
  } catch (error) {
    for (const { fail } of groups) fail(error);
  } finally {
    slots.give();
  }
}

/** In the thorough form one, for there each sandbox has its own seconds; see `extraSeconds`. */
function takeGroups(): Group[] {
  const share = thorough ? 1 : Math.max(LEAST, Math.ceil(waiting.length / 2 / availableParallelism()));
  const taken = waiting.filter(({ how }) => how === waiting[0]?.how).slice(0, share);
  for (const group of taken) waiting.splice(waiting.indexOf(group), 1);
  return taken;
}
