import { join } from "node:path";
import { Slots } from "../runner/slots.ts";
import { Time } from "../runner/time.ts";
import type { Case } from "./case.ts";
import { judge } from "./judge.ts";
import { Place } from "./place.ts";
import { type Outcome, runCase } from "./run.ts";

export interface Verdict {
  readonly given: Case;
  readonly misses: readonly string[];
  readonly code: Outcome["code"];
  readonly seconds: number;
  readonly memory: Outcome["memory"];
  /** The last lines on the terminal; kept only for a miss. */
  readonly tail: readonly string[];
  /** What was wrong when it had less time. */
  readonly before: readonly string[];
}

/** Each case that waits is some ten processes that do nothing. */
const MAY_WAIT = 16;

/** Tries them all, each in a folder that is a copy of the host. */
export class Runner {
  readonly #host: Place;
  readonly #folder: string;
  readonly #free: Place[] = [];
  #places = 0;

  constructor(host: Place, folder: string) {
    this.#host = host;
    this.#folder = folder;
  }

  async tryAll(
    cases: readonly Case[],
    jobs: number,
    told?: (verdict: Verdict) => void,
    time = new Time(undefined),
  ): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    time.begin();
    const lane = async (own: readonly Case[], slots: Slots): Promise<void> => {
      const under: Promise<void>[] = [];
      for (const given of own) {
        await slots.take();
        // Named lies are all told, and take of the time.
        if (given.id.startsWith("fuzz:") && time.isOver) break;
        under.push(
          this.#tryOne(given).then((verdict) => {
            verdicts.push(verdict);
            told?.(verdict);
            slots.give();
          }),
        );
      }
      await Promise.all(under);
    };
    const [waiting, working] = [cases.filter(({ waits }) => waits), cases.filter(({ waits }) => !waits)];
    await Promise.all([lane(waiting, new Slots(MAY_WAIT)), lane(working, new Slots(jobs))]);
    return verdicts;
  }

  /**
   * On a busy machine a scaled limit may be over before the lie has done what is looked for, so what fails is asked once more with eight times the
   * time. What then does not fail is told, but is no failure. Where a case has a time of its own, that is kept.
   */
  async #tryOne(given: Case, before: readonly string[] = []): Promise<Verdict> {
    const place = this.#free.pop() ?? this.#newPlace();
    const again = before.length > 0;
    const outcome = await runCase(again ? { ...given, scale: Math.max(1, Math.round(given.scale / 8)) } : given, place);
    const misses = judge(given, outcome);
    if (outcome.changes.length > 0 || given.configuration !== undefined) place.copy(this.#host);
    this.#free.push(place);
    if (misses.length > 0 && !again && given.scale > 1 && given.slack === undefined) return this.#tryOne(given, misses);
    const { code, seconds, memory } = outcome;
    const tail = misses.length === 0 ? [] : [...lastOf(outcome.out), ...lastOf(outcome.err)];
    return { given, misses, code, seconds, memory, tail, before };
  }

  #newPlace(): Place {
    this.#places += 1;
    const place = new Place(join(this.#folder, String(this.#places)));
    place.copy(this.#host);
    return place;
  }
}

const lastOf = (output: Buffer): string[] =>
  output
    .toString()
    .trimEnd()
    .split("\n")
    .slice(-6)
    .map((line) => line.slice(0, 300).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?"));
