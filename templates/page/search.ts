import type { Container, Fleet } from "./fleet.ts";

/** A container that a search has found, and the text that it was found by, if that is not its name. */
export interface Hit {
  readonly container: Container;
  readonly text: string;
}

/** How well a container fits a word, the best first: 0 its name or number as a whole, 1 a part of it, 2 a fact, 3 a step, 4 what a step does. */
interface Match {
  readonly rank: number;
  /** Number of the text that it is found by. */
  readonly text: number;
}

const NAMED: Match = { rank: 0, text: -1 };
const PART: Match = { rank: 1, text: -1 };

/**
 * Finds containers by all words of a query, anywhere in their names, facts, steps and what steps do. Each text of the fleet is looked at once,
 * and each step once, however many containers have them.
 */
export class Search {
  /** All texts in one, each after a line end: to search that once is ten times as fast as to search each text. */
  private readonly whole: string;
  /** Where in it each text begins. */
  private readonly starts: readonly number[];
  /** Texts of each step: what names it, and what it does. */
  private readonly steps: readonly (readonly [names: readonly number[], does: readonly number[]])[];
  private readonly names: readonly string[];

  constructor(private readonly fleet: Fleet) {
    const texts = fleet.data.texts.map((text) => text.toLowerCase());
    let at = 1;
    this.starts = texts.map((text) => {
      const start = at;
      at += text.length + 1;
      return start;
    });
    this.whole = `\n${texts.join("\n")}\n`;
    this.steps = fleet.data.steps.map(({ kind, title, check, apply, verify, when, notes }) => [
      [title, kind],
      [check, apply, verify, ...when, ...notes],
    ]);
    this.names = fleet.containers.map(({ name }) => name.toLowerCase());
  }

  /** The containers that have every word of the query, the best first; all for an empty query. */
  hits(query: string): Hit[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const matchers = words.map((word) => this.matcher(word));
    const hits = this.fleet.containers.flatMap((container, i) => {
      let worst: Match = NAMED;
      for (const match of matchers) {
        const found = match(container, i);
        if (found === undefined) return [];
        if (found.rank > worst.rank) worst = found;
      }
      return [{ container, text: this.fleet.text(worst.text), rank: worst.rank }];
    });
    return hits.sort((a, b) => a.rank - b.rank || a.container.ctid - b.container.ctid);
  }

  /** Which texts have a word: a list with 1 at their numbers. */
  private textsWith(word: string): Uint8Array {
    const starts = this.starts;
    const whole = this.whole;
    const has = new Uint8Array(starts.length);
    let text = 0;
    for (let at = whole.indexOf(word); at >= 0; ) {
      while ((starts[text + 1] ?? Number.POSITIVE_INFINITY) <= at) text++;
      has[text] = 1;
      // On to the next text: how often one has the word does not matter.
      const next = starts[text + 1];
      if (next === undefined) break;
      at = whole.indexOf(word, next);
    }
    return has;
  }

  /** Says how well containers fit a word. */
  private matcher(word: string): (container: Container, i: number) => Match | undefined {
    const has = this.textsWith(word);
    const first = (texts: readonly number[], rank: number): Match | undefined => {
      for (const text of texts) if (has[text] === 1) return { rank, text };
      return undefined;
    };
    const steps = this.steps.map(([names, does]) => first(names, 3) ?? first(does, 4));
    return (container, i) => {
      const { ctid, description, snapshot, host, file, facts, mounts, values } = container;
      const name = this.names[i] ?? "";
      if (String(ctid) === word || name === word) return NAMED;
      if (String(ctid).startsWith(word) || name.includes(word)) return PART;
      const fact = first([description, snapshot, host, file], 2) ?? first(facts, 2) ?? first([...mounts, ...values], 2);
      if (fact !== undefined) return fact;
      let best: Match | undefined;
      for (const [step, group, place] of container.steps) {
        const found = steps[step] ?? first([group, place], 3);
        if (found !== undefined && (best === undefined || found.rank < best.rank)) best = found;
      }
      return best;
    };
  }
}
