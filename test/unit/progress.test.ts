import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { progress } from "../../generator/cli/ui/progress.ts";

/** A terminal that keeps what is written to it. */
function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { isTTY, columns, write: (text: string) => written.push(text), written };
}

const WIPE = "\r\x1b[K";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv("TERM", "xterm");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

it("work that is done within a second shows nothing", () => {
  const to = terminal(true);
  const { tick, end } = progress({ colour: false }, "ShellCheck", () => "1 of 7", to);
  vi.advanceTimersByTime(900);
  tick();
  end();
  expect(to.written).toEqual([]);
});

it("longer work shows how far it is, ten times a second at most, and leaves no trace", () => {
  const to = terminal(true);
  let done = 0;
  const { tick, end } = progress({ colour: false }, "ShellCheck", () => `${done} of 7`, to);
  vi.advanceTimersByTime(1000);
  done = 3;
  for (let i = 0; i < 20; i++) tick();
  vi.advanceTimersByTime(1000);
  expect(to.written[0]).toMatch(/ShellCheck [03] of 7$/);
  expect(to.written.at(-1)).toBe(`${WIPE}ShellCheck 3 of 7`);
  expect(to.written.length).toBeLessThanOrEqual(11);
  end();
  expect(to.written.at(-1)).toBe(WIPE);
  const { length } = to.written;
  end();
  vi.advanceTimersByTime(5000);
  tick();
  expect(to.written).toHaveLength(length);
});

it("a line is never longer than the terminal is wide, and is dim where there is colour", () => {
  const to = terminal(true, 10);
  const { end } = progress({ colour: true }, "a long name", () => "1 of 7", to);
  vi.advanceTimersByTime(1200);
  end();
  expect(to.written[0]).toBe(`${WIPE}\x1b[2ma long na\x1b[22m`);
});

it.each([
  ["what is no terminal", false, "xterm"],
  ["a terminal that can do nothing", true, "dumb"],
])("%s gets nothing", (_what, isTTY, term) => {
  vi.stubEnv("TERM", term);
  const to = terminal(isTTY);
  const { tick, end } = progress({ colour: false }, "ShellCheck", () => "1 of 7", to);
  vi.advanceTimersByTime(5000);
  tick();
  end();
  expect(to.written).toEqual([]);
});
