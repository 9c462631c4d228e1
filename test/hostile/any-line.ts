import type { Random } from "../fuzz/random.ts";
import { TOKEN } from "./recording.ts";

/** Stands in all that a container says here. */
export const mark = "said-inside";
/** What the script knows. */
export const verbs = ["yes", "no", "unknown", "done", "failed", "ready", "busy", "late", "note", "waits", "warn"];
/** What it does not know. */
export const noVerbs = [
  "",
  " ",
  "ok",
  "end",
  "step",
  "word",
  "stop",
  "0",
  "10",
  "23",
  "256",
  "-1",
  "yes\r",
  "YES",
  "*",
  "y*",
  "yes|no",
  "nothing",
  "overdue",
  "wrong",
  "$?",
];
/** In the token's place: older ones, and what one could guess. */
export const tokens = [
  "%O%",
  "%P%",
  "%U%",
  "0".repeat(32),
  "*",
  "?".repeat(32),
  "$token",
  "",
  `${TOKEN}${TOKEN}`,
  `x${TOKEN}`,
  `${TOKEN}x`,
  ` ${TOKEN}`,
];

/** Pieces that mean something to Bash, to a terminal, to JSON, to a format or to the log. */
export const pieces = [
  "$(touch %C%)",
  "`touch %C%`",
  "a[$(touch %C%)]",
  "SECONDS[$(touch %C%; echo 0)]",
  "'; touch %C%; '",
  '"; touch %C%; "',
  "%s%n%d",
  "%(%s)T",
  "%99999d",
  "\\x1b[31m",
  "\\e[0m",
  "\\u202e",
  "\\",
  "\\\\",
  '"',
  "'",
  "`",
  "{a,b}",
  "{1..9}",
  "~",
  "*",
  "?",
  "[",
  "]",
  "]]",
  "((",
  "))",
  "&&",
  "||",
  ";",
  "#",
  "!",
  "=",
  "$IFS",
  "${!token}",
  "<(id)",
  ">x",
  '","level":"ERROR","x":"',
  '"}',
  '{"v":1}',
  "\\u0022",
  "[1/6] docker-ready | ",
  "run 123456: ok=1",
  "Specific setup for container 910 failed, exit code 1",
  "serve_questions",
  "# phoenix-setup: seam",
  TOKEN,
  "%O%",
  "\x1b[2J",
  "\x1b]0;x\x07",
  "\x9b31m",
  "\xc2\x9b",
  "\xc2\x85",
  "\xe2\x80\xae",
  "\xe2\x80\xa8",
  "\xe2\x80\xa9",
  "\xe2\x80\x8b",
  "\xef\xbb\xbf",
  "\xf3\xa0\x80\xa1",
  "\xc2\xad",
  "\xd8\x9c",
  "\xe2\x82",
  "\xed\xa0\x80",
  "\xf4\x90\x80\x80",
  "\xff",
  "\xc0\x80",
  "\x00",
  "\r",
  "\x0b",
  "\x0c",
  "\t",
  "\x7f",
  "\x08",
  "\xe6\xbc\xa2",
  "\xf0\x9f\x98\x80",
];

/** Some text of pieces, letters and any bytes. */
export function anyText(random: Random, most: number): string {
  const part = (): string =>
    random.weighted<() => string>([
      [5, () => random.pick(pieces)],
      [3, () => random.pick(verbs)],
      [2, () => String.fromCharCode(...Array.from({ length: 1 + random.below(6) }, () => random.below(256)))],
      [1, () => anyCharacter(random)],
      [2, () => " "],
    ])();
  return Array.from({ length: random.below(most) }, part).join("");
}

/** Any character of Unicode in its bytes. */
function anyCharacter(random: Random): string {
  const code = random.weighted([
    [3, random.below(0x800)],
    [3, 0x2000 + random.below(0x100)],
    [2, random.below(0xd800)],
    [2, 0xe000 + random.below(0x110000 - 0xe000)],
  ]);
  return Buffer.from(String.fromCodePoint(code)).toString("latin1");
}

/** One line: an answer, an event or output, right or not. */
export function anyLine(random: Random): string {
  const text = `${mark} ${anyText(random, 6)}`.replaceAll("\n", "");
  const token = random.oneIn(3) ? random.pick(tokens) : TOKEN;
  return random.weighted([
    [3, text],
    [3, `${token} ${random.pick(verbs)} ${text}`],
    [2, `${token} ${random.pick(noVerbs)} ${text}`],
    [1, `${token} ${text}`],
    [1, `${random.pick(verbs)} ${text}`],
  ]);
}
