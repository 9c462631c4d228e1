import type { Case } from "./case.ts";
import type { Change } from "./copies.ts";

/** A broken copy of a script, and the lies of which at least one has to find it out. */
export interface Mutant extends Change {
  readonly lies: readonly string[];
  readonly mode?: Case["mode"];
  readonly format?: Case["format"];
  /** Of a copy with bounds that are met at once. */
  readonly lowered?: boolean;
}

/** What the runtime does against lies, each taken away once. `$&` is what was there. */
export const mutants: readonly Mutant[] = [
  {
    name: "the token is always the same",
    pattern: /^new_token\(\) \{.*\}$/m,
    instead: "new_token() { token=00000000000000000000000000000000; }",
    lies: ["ahead"],
  },
  {
    name: "an answer needs no token",
    pattern: /if \[\[ \$1 != "\$token "\* \]\]; then/,
    instead: "if [[ $1 != [0-9a-z]*' '* ]]; then",
    lies: ["bare"],
  },
  { name: "any verb will do", pattern: /\banswer_verb=wrong(?= ;;)/, instead: "answer_verb=$2", lies: ["verbs:yes0"] },
  {
    name: "the end of the output is an answer",
    pattern: /answer_verb=nothing/,
    instead: "answer_verb=$1",
    lies: ["ends:0-_verify$"],
  },
  {
    name: "text is a number",
    pattern: /^ +answer_text=\$\{answer_text# \}$/m,
    instead: "$&; hidden_bytes=$((hidden_bytes + answer_text))",
    lies: ["quiet-subscript"],
  },
  {
    name: "text is a subscript",
    pattern: /^ +answer_text=\$\{answer_text# \}$/m,
    instead: '$&; printf -v "hidden[$answer_text]" %s x 2>/dev/null || :',
    lies: ["quiet-subscript"],
  },
  {
    name: "text is evaluated",
    pattern: /^ +answer_text=\$\{answer_text# \}$/m,
    instead: '$&; eval "step_waits=\\"$answer_text\\"" 2>/dev/null || :',
    lies: ["quiet-subscript"],
  },
  {
    name: "text is a format",
    pattern: /printf -v "\$1" %s "\$shown"/,
    instead: 'printf -v "$1" -- "$shown" 2>/dev/null || :',
    lies: ["formats"],
  },
  {
    name: "text is shown as it comes",
    pattern: /clean_text text "\$\{3:0:4000\}"/,
    instead: "text=${3:0:4000}",
    lies: ["escapes:output", "escapes:note"],
  },
  {
    name: "only control characters are cleaned",
    pattern: /clean_text text "\$\{3:0:4000\}"/,
    instead: "text=${3//[[:cntrl:]]/ }",
    lies: ["escapes:output"],
  },
  {
    name: "output has no mark",
    pattern: /if \[\[ \$2 == '\|' \|\| /,
    instead: "if [[ ",
    lies: ["verdict:before", "marks"],
  },
  {
    name: "a note is the message before the first step, too",
    pattern: /if \(\(step_number == 0\)\); then(?=\n +step_message=)/,
    instead: "if false; then",
    lies: ["verdict:note"],
  },
  {
    name: "a warning before the first step has no mark",
    pattern: / \|\| \(\$2 == warning && \$step_number == 0\)/,
    instead: "",
    lies: ["verdict:events"],
  },
  {
    name: "bytes of zero are not counted",
    pattern: /read_bytes=\$\(\(\w+ - read_before > .*$/m,
    instead: ":",
    lies: ["flood:nul"],
    lowered: true,
  },
  {
    name: "the words of who is busy are the message",
    pattern: /fail "\$EXIT_ALREADY_RUNNING" 'another run is at work in the container'$/m,
    instead: 'fail "$EXIT_ALREADY_RUNNING" "$answer_text"',
    lies: ["busy"],
  },
  {
    name: "quotes close a JSON field",
    pattern: /\$\{quoted\/\/\\"\/\\\\\\"\}/,
    instead: "$quoted",
    lies: ["json:right"],
    format: "json",
  },
  {
    name: "backslashes close a JSON field",
    pattern: /quoted=\$\{2\/\/\\\\\/\\\\\\\\\}/,
    instead: "quoted=$2",
    lies: ["json:right"],
    format: "json",
  },
  {
    name: "all output is logged",
    pattern: /MOST_LINES=\d+ MOST_BYTES=\d+/,
    instead: "MOST_LINES=999999 MOST_BYTES=99999999",
    lies: ["many:output"],
  },
  {
    name: "all output is read",
    pattern: /MOST_READ=\d+/,
    instead: "MOST_READ=999999999999",
    lies: ["flood:endless"],
    lowered: true,
  },
  {
    name: "what is not shown is kept, and grows",
    pattern: /hidden\[hidden_lines % LAST_LINES\]=\$1/,
    instead: `printf -v 'hidden[hidden_lines]' %100000s "$1"`,
    lies: ["many:output"],
  },
  {
    name: "whoever talks has time",
    pattern: /^ +due=\$\(\(now \+ 10\)\)$/m,
    instead: "$&; deadline=$((now + step_limit + 60))",
    lies: ["talks-on"],
  },
  {
    name: "the batch is not ended",
    pattern: /^end_batch\(\) \{$/m,
    instead: "$& return 0",
    lies: ["silent", "ignores"],
  },
  {
    name: "steps of which nothing is known are done",
    pattern: /require_answer "\$EXIT_NOT_VERIFIED" yes$/gm,
    instead: ":",
    lies: ["verbs:nothing", "verbs:256"],
  },
];
