import type { Random } from "../fuzz/random.ts";
import { anyLine, anyText, mark, noVerbs, pieces, tokens, verbs } from "./any-line.ts";
import { TOKEN } from "./recording.ts";

/** What a container says to one question: lines without their ends, as bytes in latin1. */
type Lines = string[];

const at = (random: Random, lines: Lines): number => random.below(Math.max(1, lines.length));

/** Replaces one line; where there is none, adds it. */
function change(random: Random, lines: Lines, how: (line: string) => string): Lines {
  const index = at(random, lines);
  return lines.length === 0 ? [how(TOKEN)] : lines.map((line, i) => (i === index ? how(line) : line));
}

/** Puts something in, takes something out, or replaces something, at one place of a line. */
function splice(random: Random, line: string): string {
  const index = random.below(line.length + 1);
  const put = random.oneIn(4) ? "" : random.oneIn(3) ? String.fromCharCode(random.below(256)) : random.pick(pieces);
  return line.slice(0, index) + put + line.slice(index + random.below(4));
}

/** Slips and lies: each makes other lines of some. */
export const mutations: readonly (readonly [number, string, (random: Random, lines: Lines) => Lines])[] = [
  [
    4,
    "verb",
    (random, lines) =>
      change(random, lines, (line) =>
        line.replace(
          new RegExp(`^(${TOKEN}) \\S*`),
          `$1 ${random.pick([...verbs, ...noVerbs]).replaceAll("$", "$$$$")}`,
        ),
      ),
  ],
  [3, "token", (random, lines) => change(random, lines, (line) => line.replace(TOKEN, () => random.pick(tokens)))],
  [5, "bytes", (random, lines) => change(random, lines, (line) => splice(random, line))],
  [3, "text", (random, lines) => change(random, lines, (line) => `${line}${anyText(random, 8)}`.replaceAll("\n", ""))],
  [
    2,
    "long",
    (random, lines) =>
      change(
        random,
        lines,
        (line) =>
          line +
          random
            .pick(["x", " ", "\\", '"', "\xe2\x82\xac", "\x1b", "\xff"])
            .repeat(random.pick([3900, 3999, 4000, 4001, 8000])),
      ),
  ],
  [
    3,
    "lines",
    (random, lines) =>
      lines.toSpliced(at(random, lines), 0, ...Array.from({ length: 1 + random.below(4) }, () => anyLine(random))),
  ],
  [2, "twice", (random, lines) => lines.flatMap((line) => (random.oneIn(2) ? [line, line] : [line]))],
  [
    2,
    "order",
    (random, lines) =>
      lines
        .map((line) => [random.fraction(), line] as const)
        .sort(([a], [b]) => a - b)
        .map(([, line]) => line),
  ],
  [2, "lost", (random, lines) => lines.toSpliced(at(random, lines), 1)],
  [
    2,
    "joined",
    (random, lines) => {
      const index = at(random, lines);
      return lines.toSpliced(index, 2, lines.slice(index, index + 2).join(random.pick(["", " ", "\r", "\0", "\t"])));
    },
  ],
  [1, "cut", (random, lines) => change(random, lines, (line) => line.slice(0, random.below(line.length + 1)))],
  [
    1,
    "split",
    (random, lines) => {
      const index = at(random, lines);
      const line = lines[index] ?? "";
      const where = random.below(line.length + 1);
      return lines.toSpliced(index, 1, line.slice(0, where), line.slice(where));
    },
  ],
  [
    1,
    "many",
    (random, lines) =>
      lines.toSpliced(at(random, lines), 0, ...Array.from({ length: 600 }, () => random.pick(["", "x", mark]))),
  ],
  [
    1,
    "events",
    (random, lines) =>
      lines.toSpliced(
        at(random, lines),
        0,
        ...Array.from({ length: 20 }, () =>
          `${TOKEN} ${random.pick(["note", "waits", "warn"])} ${mark} ${random.pick(pieces)}`.replaceAll("\n", ""),
        ),
      ),
  ],
];
