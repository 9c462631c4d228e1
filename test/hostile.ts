import fc from "fast-check";

/** Pieces that mean something to Bash, to a terminal, to an option parser or to a text tool. */
const pieces = [
  ..."'\"`\\$!*?[]{}()<>|&;#~%=^@:,.+-/ \t\n\r",
  ...[
    "$(touch /canary)",
    "`id`",
    "${HOME}",
    "$HOME",
    "{a,b}",
    "--",
    "-n",
    "-rf",
    "\\n",
    "%s",
    "%q",
    "$'",
    "'\\''",
    "EOF",
    "\n\n",
    "=~",
    "[[",
    "]]",
    "<(ls)",
  ],
  ...[
    "é",
    "ß",
    "漢",
    "😀",
    "e\u0301",
    "\u202e",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "\u0001",
    "\u0007",
    "\u001b[31m",
    "\u007f",
    "\u0085",
    "\u{10ffff}",
  ],
];

/** Any text that has bytes and holds no NUL, with a liking for trouble. Short enough for a file's name. */
export const hostile: fc.Arbitrary<string> = fc
  .oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join("")),
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 6 })
      .map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  )
  .filter((text) => !text.includes("\0") && !/\p{Surrogate}/u.test(text));

/** Texts that hold most of the trouble at once, for what has time for only a few. Short enough for a file's name. */
export const nastiest = [
  "-n '\"$(touch /canary)`id`${HOME}\\",
  "$'\\x' {a,b} * ? [a] ~ ! # & ; | < > () %s %q =~ EOF",
  "\n a\t\r\n\n'\\'' b \n\n",
  "é漢😀e\u0301\u202e\u2028\u00a0\ufeff\u0001\u0007\u001b[31m\u007f\u0085\u{10ffff}",
];

/** What no text for Bash may hold. */
export const refused = ["\0", "a\0b", "\ud800", "a\udfff", "\udc00\ud800"];

/** `number` hostile texts, the same for the same seed. */
export const texts = (number: number, seed: number): string[] => fc.sample(hostile, { numRuns: number, seed });
