import { type Attack, HURRIED, notReady, well } from "./attack.ts";
import { endless, forged, prints } from "./said.ts";

const running = "status: running";

/** What pct says, or its tasks do: notes, names and reasons are set by others. */
export const lies: readonly Attack[] = [
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
    codes: [1, 21],
  },
  { name: "pct:endless", program: "honest", said: { status: endless }, codes: [21], scale: HURRIED, waits: true },
  {
    name: "pct:nul",
    program: "honest",
    said: { status: `exec perl -e 'print "\\0" x 65536 while 1'\n` },
    codes: [21],
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
    configuration: "features: keyctl=1,nesting=1\nmemory: 512\nunprivileged: 1\n",
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
