/** When a runner of many cases begins no more of them: a seeded order up to a limit of time, for machines of any speed. */
export class Time {
  readonly #seconds: number;
  #until: number | undefined;

  /** `seconds` from the beginning or the first question on; undefined for as long as it takes. */
  constructor(seconds: number | undefined) {
    this.#seconds = seconds ?? Number.POSITIVE_INFINITY;
  }

  begin(): void {
    this.#until ??= Date.now() + this.#seconds * 1000;
  }

  get isOver(): boolean {
    this.begin();
    return Date.now() > (this.#until ?? 0);
  }
}

/** What to say if it was over before the last case; an empty string if not. */
export const leftOut = (tried: number, all: number, seconds: number | undefined): string =>
  tried < all ? `note: ${tried} of ${all} cases in ${seconds} s, the others were not begun\n` : "";
