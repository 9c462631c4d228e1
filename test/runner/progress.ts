/** On standard error: one line that renews itself on a terminal, else one every ten seconds. */
export class Progress {
  readonly #all: number;
  readonly #began = Date.now();
  #told = Date.now();
  #done = 0;
  #missed = 0;

  constructor(all: number) {
    this.#all = all;
  }

  get seconds(): number {
    return Math.round((Date.now() - this.#began) / 1000);
  }

  tell(id: string, misses: readonly string[]): void {
    this.#done += 1;
    if (misses.length > 0) {
      this.#missed += 1;
      process.stderr.write(`${process.stderr.isTTY ? "\r" : ""}MISSED ${id}: ${misses[0]}\n`);
    }
    const text = `${this.#done} of ${this.#all} cases, ${this.#missed} missed, ${this.seconds} s`;
    if (process.stderr.isTTY) process.stderr.write(`\r${text}${this.#done === this.#all ? "\n" : ""}`);
    else if (Date.now() - this.#told > 10_000 || this.#done === this.#all) {
      this.#told = Date.now();
      process.stderr.write(`${text}\n`);
    }
  }
}
