import { type Attack, CALM, HURRIED } from "./attack.ts";
import { endless, forged, prints } from "./said.ts";

/** What a web server says to a step that asks it from the host. */
export const servers: readonly Attack[] = [
  ["body", `printf '%s\\n' '${forged[3]}' >"$2"\nprintf 200\n`],
  ["endless", `perl -e 'print "x" x 65536 or exit 23 while 1' >"$2"\nexit 23\n`],
  ["status", `printf '200\\033[31m said-inside x[$(touch "$CANARY")]'\n`],
  ["error", `printf '${forged[4]} %%s said-inside\\n' >&2\nexit 7\n`],
  ["errors", `perl -e 'print STDERR "said-inside ", "x" x 4000000, "\\n"'\nexit 6\n`],
  ["deep", `perl -e 'print "[" x 100000' >"$2"\nprintf 200\n`],
  [
    "keys",
    `printf '%s' '{"choices":[{"message":{"content":"Paris\\u001b[31m said-inside \\u202e"}}],"choices":1e999}' >"$2"\nprintf 200\n`,
  ],
].map(([name, program = ""]) => ({
  name: `server:${name}`,
  program: "honest",
  said: { curl: program },
  codes: [0, 11, 22, 23, 28],
  ctids: [910, 950],
  scale: HURRIED,
}));

/** What a command inside says that a step on the host has asked: of Docker, or of the neighbour. */
export const replies: readonly Attack[] = [
  ["text", prints(forged)],
  ["no-image", prints(["No such image: redis:8.2", ...forged], 1)],
  ["fails", prints(forged, 255)],
  ["long", `perl -e 'print "said-inside ", "x" x 4000000, "\\n", "\\x9b" x 100000'\nexit 1\n`],
  ["endless", endless],
  ["nul", `perl -e 'print "\\0" x 65536 for 1 .. 100'\nexit 1\n`],
  ["killed", "kill -KILL $$\n"],
  ["stays", "sleep 2 &\nexit 1\n"],
  ["hangs", "sleep 60\n"],
  ["load-hangs", `case $(tail -n 1 "$1/calls") in *load*) sleep 60 ;; esac\necho No such image\nexit 1\n`],
].map(([name, program = ""]) => ({
  name: `reply:${name}`,
  program: "honest",
  said: { reply: program },
  codes: [0, 10, 11, 22, 23, 28],
  ctids: [971],
  scale: name?.includes("stays") === true || name?.includes("hangs") === true ? HURRIED : CALM,
  waits: true,
}));
