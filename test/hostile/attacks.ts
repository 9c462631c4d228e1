import type { Case } from "./case.ts";
import type { Script } from "./script.ts";

type Said = Readonly<Record<string, string>>;

/** A lie by its name: a program inside, or what pct or the web server says, and how the run has to end. */
interface Attack {
  readonly name: string;
  readonly program: string;
  readonly said?: Said;
  readonly codes?: readonly number[];
  readonly says?: RegExp;
  readonly shows?: number;
  readonly scale?: number;
  /** It does nothing for long but wait for a limit. */
  readonly waits?: boolean;
  /** Against copies whose bound of bytes per step is 4 KiB instead of 64 MiB, since Bash reads a pipe byte by byte. */
  readonly lowered?: boolean;
  readonly modes?: readonly Case["mode"][];
  readonly ctids?: readonly number[];
  readonly configuration?: string;
}

/** Far above what an honest answer needs, even on a busy machine; and for a lie that waits for a limit of 60 s and a minute. */
const CALM = 40;
const HURRIED = 200;

const well = [0, 10, 11];
const notReady = [21];
const wrong = [21, 22, 28];
const late = [21, 23];
const gone = [21, 22];
const more = /more than 0 MiB of output/;

/** What stands in a verb's place and is none. */
const verbs = [
  "done_0_",
  "yes0",
  "YES",
  "_yes",
  "yes%0D",
  "yes%00%0D",
  "0",
  "10",
  "-1",
  "256",
  "end",
  "ok",
  "step",
  "word",
  "stop",
  "*",
  "y?s",
  "[a-z]*",
  "yes|no",
  "@(yes|no)",
  "yes%09no",
  "late%0Byes",
  "nothing",
  "overdue",
  "wrong",
  "$answer_verb",
  "$(touch_CANARY)",
  "%C3%A9",
  "%1B[31myes",
  "\\x79es",
  "ye%5C%0As",
];

const floods = ["lines", "empty", "blanks", "short", "note", "waits", "warn", "escapes", "bytes", "endless", "returns"];
const firsts = ["^open_batch$", "_check$", "_verify$"];

/** What runs inside the container. */
const programs: readonly Attack[] = [
  { name: "honest", program: "honest", codes: well },
  { name: "honest:fresh", program: "honest fresh", codes: well },
  { name: "subscript:text", program: "subscript text", codes: well, shows: 20 },
  { name: "subscript:verb", program: "subscript verb", codes: notReady },
  { name: "subscript:before", program: "subscript before", codes: notReady },
  { name: "quiet-subscript", program: "quiet-subscript", codes: well },
  { name: "json:right", program: "json right", codes: well, shows: 20 },
  { name: "json:wrong", program: "json wrong", codes: notReady },
  ...["before", "events", "note", "late", "busy", "ready", "failed", "zap", "unknown"].map((way) => ({
    name: `verdict:${way}`,
    program: `verdict ${way}`,
  })),
  ...["output", "note", "waits", "warn"].map((way) => ({
    name: `escapes:${way}`,
    program: `escapes ${way}`,
    codes: well,
    shows: way === "waits" || way === "note" ? 0 : 10,
  })),
  ...verbs.map((verb) => ({ name: `verbs:${verb}`, program: `verbs _verify$ ${verb}`, codes: wrong })),
  ...["ready", "busy", "done", "no", "unknown"].map((verb) => ({
    name: `other-verb:${verb}`,
    program: `verbs _verify$ ${verb}`,
    codes: wrong,
  })),
  ...["done", "failed", "ready"].map((verb) => ({
    name: `other-verb:check-${verb}`,
    program: `verbs _check$ ${verb}`,
    codes: [22],
  })),
  ...["yes", "done", "no", "late"].map((verb) => ({
    name: `other-verb:batch-${verb}`,
    program: `verbs ^open_batch$ ${verb}`,
    codes: [21, 23],
  })),
  { name: "busy", program: "busy", codes: [24] },
  { name: "end-256", program: "end-256 256 512 0 -1 abc 1e9 0x100", codes: notReady },
  { name: "talks-on", program: "talks-on", codes: late, scale: HURRIED, waits: true },
  ...floods.map((what, index) => ({
    name: `flood:${what}`,
    program: `flood ${what} ${firsts[index % firsts.length]}`,
    codes: wrong,
    says: more,

    lowered: true,
  })),
  // These are counted by the kernel alone, and asked for each 10 s.
  { name: "flood:nul", program: "flood nul ^open_batch$", codes: wrong, says: more, scale: CALM, lowered: true },
  { name: "flood:long", program: "flood long ^open_batch$", codes: wrong, says: more, lowered: true },
  { name: "flood:token", program: "flood token _verify$", codes: wrong, says: more, lowered: true },
  ...["output", "note", "waits", "warn"].map((what) => ({
    name: `many:${what}`,
    program: `many 800 ${what}`,
    codes: well,
  })),
  ...["", "note", "waits", "warn", "verb"].map((begins) => ({
    name: `long-line:${begins || "output"}`,
    program: `long-line 40000 ${begins}`,
    codes: well,
  })),
  { name: "edges", program: "edges", codes: well },
  { name: "bare", program: "bare _verify$", codes: gone },
  { name: "old-token", program: "old-token", codes: gone },
  { name: "old-token:then-right", program: "old-token then-right", codes: well },
  { name: "ahead", program: "ahead", codes: gone },
  { name: "ahead:waits", program: "ahead waits", codes: late, scale: HURRIED, waits: true },
  ...["right wrong", "wrong right", "right right", "late right", "no yes", "yes no", "unknown unknown"].map((two) => ({
    name: `two-answers:${two.replace(" ", "-")}`,
    program: `two-answers ${two}`,
  })),
  { name: "formats", program: "formats", codes: well, shows: 50 },
  { name: "marks", program: "marks", codes: well, shows: 10 },
  { name: "nul", program: "nul", codes: well },
  { name: "returns:output", program: "returns output", codes: well },
  { name: "returns:answer", program: "returns answer", codes: wrong },
  { name: "pieces", program: "pieces", codes: well },
  { name: "open-end:batch", program: "open-end ^open_batch$", codes: notReady },
  { name: "open-end:verify", program: "open-end _verify$" },
  { name: "open-end:stays", program: "open-end _verify$ stays", codes: late, scale: HURRIED, waits: true },
  { name: "never-reads", program: "never-reads", codes: late, scale: HURRIED, waits: true },
  { name: "never-reads:talks", program: "never-reads talks", codes: late, scale: HURRIED, waits: true },
  { name: "closes-input", program: "closes-input", codes: gone },
  { name: "closes-input:stays", program: "closes-input stays", codes: late, scale: HURRIED, waits: true },
  { name: "closes-output", program: "closes-output ^open_batch$", codes: late, scale: HURRIED, waits: true },
  ...["0 at-once", "1 at-once", "255 ^open_batch$", "0 _verify$", "KILL _verify$", "TERM at-once"].map((how) => ({
    name: `ends:${how.replace(" ", "-")}`,
    program: `ends ${how}`,
    codes: gone,
  })),
  { name: "leaves-somebody", program: "leaves-somebody _verify$", codes: late, scale: HURRIED, waits: true },
  { name: "ignores", program: "ignores ^open_batch$", codes: late, scale: HURRIED, waits: true },
  { name: "ignores:verify", program: "ignores _verify$", codes: late, scale: HURRIED, waits: true },
  { name: "silent", program: "silent _verify$", codes: late, scale: HURRIED, waits: true },
  { name: "echo", program: "echo", codes: notReady },
];

const forged = [
  "said-by-pct run 123456: ok=6 changed=0 failed=0 skipped=0 seconds=5",
  "2026-11-29T11:17:55+0000 INFO  910 Specific setup for container 910 completed successfully",
  "[1/6] container-ready ok 0s  definitions/910-portainer.ts:10  forged",
  'x","level":"ERROR","message":"said-by-pct","x":"\\\\',
  "esc \\033[31m bel \\007 csi \\302\\23331m nel \\302\\205 bidi \\342\\200\\256 ls \\342\\200\\250 raw \\233\\377 nul \\000 tag \\363\\240\\200\\241",
  'x[$(touch "$CANARY")] %s%n `touch "$CANARY"` $((a[$(touch "$CANARY")]))',
].map((line) => line.replaceAll("'", "'\\''").replaceAll("%", "%%"));

/** A program for sh that prints all this. */
const prints = (lines: readonly string[], status = 0): string =>
  `${lines.map((line) => `printf '${line}\\n'`).join("\n")}\nexit ${status}\n`;
const endless = `exec perl -e 'print "said-by-pct \\e[31m status: running " x 1000 while 1'\n`;
const running = "status: running";

/** What pct says, or its tasks do: notes, names and reasons are set by others. */
const lies: readonly Attack[] = [
  { name: "pct:status", program: "honest", said: { status: prints([...forged, running]) }, codes: [...well, 26] },
  { name: "pct:status-fails", program: "honest", said: { status: prints(forged, 255) }, codes: [1] },
  {
    name: "pct:no-state",
    program: "honest",
    said: { status: prints(["status: \\033[31m; touch x"]) },
    codes: [...well, 21],
  },
  {
    name: "pct:state",
    program: "honest",
    said: { status: prints(["status: x[\\044(touch \\044CANARY)]", "lock: a[\\044(touch \\044CANARY)]"]) },
    codes: [21, 25],
  },
  {
    name: "pct:lock",
    program: "honest",
    said: { status: prints([running, "lock: backup"]) },
    codes: [25],
    configuration: `# said-by-pct \x1b[31m\nlock: backup\n[$(touch CANARY) \x1b[31m;a'"]\nsnapstate: prepare\n[ok]\n${"#".repeat(9000)}\n`,
  },
  {
    name: "pct:long",
    program: "honest",
    said: { status: `perl -e 'print "said-by-pct ", "x" x 4000000, "\\n", "\\x9b" x 100000'\nexit 1\n` },
    codes: [1],
  },
  { name: "pct:endless", program: "honest", said: { status: endless }, codes: [1], scale: HURRIED, waits: true },
  {
    name: "pct:nul",
    program: "honest",
    said: { status: `exec perl -e 'print "\\0" x 65536 while 1'\n` },
    codes: [1],
    scale: HURRIED,
    waits: true,
  },
  { name: "pct:killed", program: "honest", said: { status: "kill -KILL $$\n" }, codes: [1], says: /signal 9/ },
  { name: "pct:exec-says", program: "honest", said: { exec: prints(forged, 255) }, codes: notReady },
  {
    name: "pct:exec-killed",
    program: "honest",
    said: { exec: `${prints(forged).replace("exit 0", () => "kill -SEGV $$")}` },
    codes: notReady,
  },
  {
    name: "pct:exec-closes",
    program: "honest",
    said: { exec: "exec >&- 2>&-\nsleep 60\n" },
    codes: notReady,
    waits: true,
  },
  {
    name: "pct:snapshots",
    program: "honest",
    said: {
      listsnapshot: prints([
        ...forged,
        "\\140-> base-snapshot 2026-11-29 11:17:55 said-by-pct \\033[31m *[\\044(touch x)]",
      ]),
    },
    codes: well,
    ctids: [900],
  },
  {
    name: "pct:snapshot-globs",
    program: "honest",
    said: {
      listsnapshot: prints([
        "\\140-> * 1 2 x",
        "\\140-> base-snapsho? 1 2 x",
        "\\140-> base-snapshot* 1 2 phoenix-setup plan=",
      ]),
    },
    codes: well,
    ctids: [900],
  },
  {
    name: "pct:snapshots-fail",
    program: "honest",
    said: { listsnapshot: prints(forged, 255) },
    codes: [27],
    ctids: [900],
  },
  {
    name: "pct:shutdown-fails",
    program: "honest",
    said: { shutdown: prints(["400 Parameter verification failed.", "timeout: \\033[31msaid-by-pct", ...forged], 255) },
    codes: [26],
    ctids: [900],
    modes: ["apply"],
  },
  {
    name: "pct:snapshot-fails",
    program: "honest",
    said: { snapshot: prints(forged, 255) },
    codes: [27],
    ctids: [900],
    modes: ["apply"],
  },
  {
    name: "pct:start-fails",
    program: "honest",
    said: { start: prints(forged, 255) },
    codes: [26],
    ctids: [900],
    modes: ["apply"],
    says: /container 900 is down: /,
  },
  {
    name: "pct:set-fails",
    program: "honest",
    said: { set: prints(["400 Parameter verification failed.", "memory: \\033[31msaid-by-pct", ...forged], 255) },
    codes: [10, 11, 22],
    ctids: [971],
    configuration: "memory: 512\n",
  },
  {
    name: "pct:config",
    program: "honest",
    said: { config: prints(["description: said-by-pct", ...forged, "memory: x[$(touch CANARY)]", "memory: 1024"]) },
    codes: [0, 10, 11, 22, 28],
    ctids: [971],
  },
  {
    name: "pct:stopped",
    program: "honest",
    said: { status: prints(["status: stopped", ...forged]), start: prints(forged, 255) },
    codes: [10, 11, 21],
  },
];

/** What a web server says to a step that asks it from the host. */
const servers: readonly Attack[] = [
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
const replies: readonly Attack[] = [
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

/** Floods up to the real bound take minutes of CPU: only where they are asked for by name. */
export const FULL_SIZE = "full-size";
const fullSize: readonly Attack[] = ["endless", "short", "nul"].map((what) => ({
  name: `${FULL_SIZE}:${what}`,
  program: `flood ${what} _check$`,
  codes: [22],
  says: /more than 64 MiB of output/,
  scale: 1,
  ctids: [910],
  modes: ["apply"],
}));

const attacks = [...programs, ...lies, ...servers, ...replies, ...fullSize];

/** Every lie against every script, in both modes and both formats; or, for a quick run, one of these each, in turn. */
export function attackCases(scripts: readonly Script[], lowered: readonly Script[], thorough: boolean): Case[] {
  return attacks.flatMap((attack, index) => {
    const all = (attack.lowered === true ? lowered : scripts)
      .filter(({ ctid }) => attack.ctids?.includes(ctid) ?? true)
      .flatMap((script) => (attack.modes ?? (["apply", "check"] as const)).map((mode) => ({ script, mode })))
      .flatMap((one) => (["text", "json"] as const).map((format) => caseOf(attack, one.script, one.mode, format)));
    return thorough ? all : all.slice((index * 5) % all.length).slice(0, 1);
  });
}

function caseOf(attack: Attack, script: Script, mode: Case["mode"], format: Case["format"]): Case {
  return {
    id: `${attack.name}:${script.ctid}-${mode}-${format}`,
    script,
    mode,
    format,
    scale: attack.scale ?? CALM,
    program: attack.program,
    turns: [],
    said: attack.said ?? {},
    codes: attack.codes ?? [],
    says: attack.says,
    shows: attack.shows ?? 0,
    waits: attack.waits ?? false,
    configuration: attack.configuration,
  };
}
