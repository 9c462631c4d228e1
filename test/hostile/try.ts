import { join } from "node:path";
import { Slots } from "../chaos/slots.ts";
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

  async tryAll(cases: readonly Case[], jobs: number, told?: (verdict: Verdict) => void): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    const lane = async (own: readonly Case[], slots: Slots): Promise<void> => {
      const under: Promise<void>[] = [];
      for (const given of own) {
        await slots.take();
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

  async #tryOne(given: Case, slower = 1): Promise<Verdict> {
    const place = this.#free.pop() ?? this.#newPlace();
    const outcome = await runCase({ ...given, scale: Math.max(1, Math.round(given.scale / slower)) }, place);
    const text = `${outcome.out.toString()}${outcome.err.toString()}`;
    // On a busy machine even an honest pct may take too long for a scaled limit: that is no answer to the lie.
    if (slower < 16 && given.said["status"] === undefined && /pct cannot tell: .*\(not done within 30 s/.test(text)) {
      this.#free.push(place);
      return this.#tryOne(given, slower * 4);
    }
    const misses = judge(given, outcome);
    if (outcome.changes.length > 0 || given.configuration !== undefined) place.copy(this.#host);
    this.#free.push(place);
    const tail = misses.length === 0 ? [] : [...lastOf(outcome.out), ...lastOf(outcome.err)];
    return { given, misses, code: outcome.code, seconds: outcome.seconds, memory: outcome.memory, tail };
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
