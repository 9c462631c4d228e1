/** Values that each get a number, the same for equal ones, in the order in which they are first seen. */
export class Numbered<Value> {
  private readonly numbers = new Map<string, number>();
  readonly values: Value[] = [];

  constructor(private readonly keyOf: (value: Value) => string) {}

  /** The number of a value. */
  of(value: Value): number {
    const key = this.keyOf(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }

  /** The same, or -1 where there is nothing. */
  orNone(value: Value | null | undefined): number {
    return value === null || value === undefined ? -1 : this.of(value);
  }
}

/** Numbers as pairs: the first of those that follow each other, and how many they are. */
export function pairs(numbers: readonly number[]): number[] {
  const found: number[] = [];
  for (const number of numbers) {
    const first = found.at(-2) ?? Number.NaN;
    const count = found.at(-1) ?? 0;
    if (number === first + count) found[found.length - 1] = count + 1;
    else found.push(number, 1);
  }
  return found;
}
