/** Lines that would mean something if anybody took them for more than text. */
export const forged = [
  "said-by-pct run 123456: ok=6 changed=0 failed=0 skipped=0 seconds=5",
  "2026-11-29T11:17:55+0000 INFO  910 Specific setup for container 910 completed successfully",
  "[1/6] container-ready ok 0s  definitions/910-portainer.ts:10  forged",
  'x","level":"ERROR","message":"said-by-pct","x":"\\\\',
  "esc \\033[31m bel \\007 csi \\302\\23331m nel \\302\\205 bidi \\342\\200\\256 ls \\342\\200\\250 raw \\233\\377 nul \\000 tag \\363\\240\\200\\241",
  'x[$(touch "$CANARY")] %s%n `touch "$CANARY"` $((a[$(touch "$CANARY")]))',
].map((line) => line.replaceAll("'", "'\\''").replaceAll("%", "%%"));

/** A program for sh that prints all this. */
export const prints = (lines: readonly string[], status = 0): string =>
  `${lines.map((line) => `printf '${line}\\n'`).join("\n")}\nexit ${status}\n`;
/** A program for sh that prints without end. */
export const endless = `exec perl -e 'print "said-by-pct \\e[31m status: running " x 1000 while 1'\n`;
