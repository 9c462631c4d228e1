import { caseOf } from "./cases.ts";
import { judge, type Verdict } from "./judge.ts";

/** Tries the cases whose numbers it is sent, one after the other, until it is told to end. */
export function work(seed: number, place: string): void {
  process.on("message", async (number: number) => {
    const one = caseOf(seed, number);
    let verdict: Verdict;
    try {
      verdict = await judge(one, place);
    } catch (thrown) {
      const misses = [`it threw: ${thrown instanceof Error ? thrown.stack : String(thrown)}`];
      verdict = { number, kind: one.kind, came: "report", codes: [], misses };
    }
    process.send?.(verdict);
  });
}
