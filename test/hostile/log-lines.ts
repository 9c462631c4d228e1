import type { Case } from "./case.ts";

/** Stands in all that the container says, in what pct says, and in what the web server says; see bin/inside.pl. */
export const INSIDE = "said-inside";
export const PCT = "said-by-pct";

/** A line of the log, as far as it is about a step. */
interface Line {
  readonly level: string;
  readonly message: string;
  readonly step: number | undefined;
  readonly kind: string | undefined;
  readonly result: string | undefined;
  readonly definition: string | undefined;
}

const levels = ["INFO", "WARN", "ERROR"];
const time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d{4}";
const result =
  "ok|changed|failed|warning|skipped|would change|cannot tell|not asked: stopped|would run(?: \\(after step \\d+\\))?";
const stepLine = new RegExp(`^\\[(\\d+)/(\\d+)\\] ([a-z-]+) (?:(\\|) |(${result}) \\d+s {2}(\\S+) {2})(.*)$`, "s");

/** What a line about no step can say: all of it, or its beginning where what follows is what pct or a file says. */
const sentences: readonly RegExp[] = [
  /^received CTID \d+, run [0-9a-f]{6}$/,
  /^checking that container \d+ exists$/,
  /^container \d+ exists: [a-z]*(, locked \([a-z-]+\))?$/,
  /^\+ pct (status \d+( --verbose)?|exec \d+ --keep-env 0|listsnapshot \d+|start \d+|shutdown \d+ --timeout 60|snapshot \d+ \S+ --description phoenix-setup plan=\w+( values=\w+)?)$/,
  /^still waiting for pct [a-z]+, \d+ s of \d+ s$/,
  /^[\w.]+ in \S+\.json is '[^']*'$/,
  /^container \d+ does not exist, or pct cannot tell: /,
  /^pct does not say whether container \d+ exists: /,
  /^the container's \w+ (is '.*'|has \w*), its definition says .*; fix: pct (set|resize) \d+ /s,
  /^\S+\.conf cannot be read: the container's settings are not compared with its definition$/,
  /^the container is (un)?privileged, its definition says (un)?privileged; /,
  /^pct exec has no --keep-env: pve-container 5\.0\.9 or later is needed$/,
  /^the container needs Bash inside \(Debian, Ubuntu\)$/,
  /^container \d+ is [a-z]*, and would be started$/,
  /^container \d+ was started, it was [a-z]*$/,
  /^container \d+ is locked by Proxmox \([a-z-]+\)\. If no task is at work on it any more: pct unlock \d+( && pct delsnapshot \d+ [\w-]* --force)?$/,
  /^container \d+ could not be (started|shut down): /,
  /^container \d+ is down: .*; to start it: pct start \d+$/,
  /^the snapshots of container \d+ cannot be listed: /,
  /^Snapshot '[\w-]+' (was made by|does not say what it was made from, but ').*\. To rebuild it: destroy its clones, pct delsnapshot /,
  /^the container gave no answer(; last: |$)/,
  /^not done within 60 s: the container gave no answer(; last: |$)/,
  /^another run is at work in the container$/,
  /^run [0-9a-f]{6}: ok=\d+ changed=\d+ failed=\d+ skipped=-?\d+ seconds=\d+$/,
  /^Specific setup for container \d+( completed successfully| is as described, nothing would be changed| would change something, first in step \d+|: it cannot be told in advance whether step \d+ is as described| failed, exit code \d+)$/,
];

/** Where the container's words stand in a line about no step, they stand behind the script's own. */
const behind = /^(not done within 60 s: )?the container gave no answer; last: /;

const quoted = '"(?:[^"\\\\]|\\\\["\\\\])*"';
const aboutStep = `"step":(?:null,"kind":null,"title":null,"result":null,"seconds":null,"definition":null|\\d+,"kind":${quoted},"title":${quoted},"result":${quoted},"seconds":\\d+,"definition":${quoted})`;
const jsonLine = new RegExp(
  `^\\{"v":2,"time":"${time}","level":"\\w+","run":"[0-9a-f]{6}","ctid":\\d+,${aboutStep},"message":${quoted}\\}$`,
);

function readText(line: string, { script }: Case): Line | string {
  const [, level = "", rest = ""] =
    new RegExp(`^${time} (INFO |WARN |ERROR) ${script.ctid} (.*)$`, "s").exec(line) ?? [];
  if (level === "") return "not a log line";
  const [, step, count, kind, bar, word, definition, message = ""] = stepLine.exec(rest) ?? [];
  const about = { level: level.trim(), step: undefined, kind: undefined, result: undefined, definition: undefined };
  if (step === undefined) return { ...about, message: rest };
  if (Number(count) !== script.count) return `not a line of one of ${script.count} steps`;
  return { ...about, step: Number(step), kind, result: bar === undefined ? word : "output", definition, message };
}

function readJson(line: string, { script }: Case): Line | string {
  if (!jsonLine.test(line)) return "no object with the keys of a log line";
  const { level, ctid, step, kind, result: word, definition, message } = JSON.parse(line);
  if (ctid !== script.ctid) return "about another container";
  if (step === null)
    return { level, message, step: undefined, kind: undefined, result: undefined, definition: undefined };
  if (word !== "output" && !new RegExp(`^(${result})$`).test(word)) return `the result ${word}`;
  return { level, message, step, kind, result: word, definition };
}

/** What is wrong about a line of the log or the terminal. */
function complaintsOf(line: string, given: Case): string[] {
  const read = given.format === "json" ? readJson(line, given) : readText(line, given);
  if (typeof read === "string") return [read];
  const { level, message, step, kind, definition } = read;
  if (!levels.includes(level)) return [`the level ${level}`];
  if (step !== undefined) {
    const own = given.script.steps.find(({ number }) => number === step);
    if (own === undefined || own.kind !== kind) return ["about no step of the script"];
    return definition === undefined || definition === own.definition ? [] : ["about another definition"];
  }
  if (!sentences.some((sentence) => sentence.test(message))) return ["none of the script's own sentences"];
  return message.includes(INSIDE) && !behind.test(message)
    ? ["what the container says stands there without a mark"]
    : [];
}

/** Characters that a terminal or a reader obeys. Perl knows fewer of the Egyptian ones than Node. */
export const obeyed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
export const egyptian = /[\u{13430}-\u{1345f}]/gu;

/** The lines of an output, or why it cannot be shown on a terminal. */
function linesOf(bytes: Buffer): string[] | string {
  if (bytes.length === 0) return [];
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return "holds bytes that are not UTF-8";
  }
  const [found] = obeyed.exec(text.replace(egyptian, "")) ?? [];
  if (found !== undefined) return `holds U+${found.codePointAt(0)?.toString(16)}, which a terminal or a reader obeys`;
  if (!text.endsWith("\n")) return "does not end with a whole line";
  return text.slice(0, -1).split("\n");
}

/** What is wrong about what a run printed; the log file holds the same lines as the terminal. */
export function complaintsOfLog(given: Case, out: Buffer, err: Buffer, log: Buffer | undefined): string[] {
  const [first, second] = [linesOf(out), linesOf(err)];
  const streams = { "standard output": first, "standard error": second };
  const broken = Object.entries(streams).filter(([, lines]) => typeof lines === "string");
  if (typeof first === "string" || typeof second === "string")
    return broken.map(([name, why]) => `${name} ${String(why)}`);
  const lines = [...first, ...second];
  const found = lines.flatMap((line) => complaintsOf(line, given).map((why) => `${why}: ${line.slice(0, 300)}`));
  const once = (pattern: RegExp, what: string): string[] => {
    const count = lines.filter((line) => complaintsOf(line, given).length === 0 && pattern.test(ownWords(line, given)));
    return count.length === 1 ? [] : [`${count.length} lines look like ${what}`];
  };
  const shown = lines.filter((line) => line.includes(INSIDE)).length;
  return [
    ...found,
    ...once(/^received CTID/, "the script's first"),
    ...once(/^run [0-9a-f]{6}: ok=/, "its summary"),
    ...once(/^Specific setup for container/, "its last"),
    ...(shown < given.shows ? [`only ${shown} lines show what the container said, instead of ${given.shows}`] : []),
    ...(given.says !== undefined && !lines.some((line) => given.says?.test(line))
      ? [`no line says ${given.says}`]
      : []),
    ...complaintsOfCounts(given, lines),
    ...complaintsOfFile(given, lines, log),
  ];
}

/** The message of a line that is about no step, else nothing. */
function ownWords(line: string, given: Case): string {
  const read = given.format === "json" ? readJson(line, given) : readText(line, given);
  return typeof read === "string" || read.step !== undefined ? "" : read.message;
}

/** Of what a step prints, 500 lines are shown, then a count and the last 20; besides, what it waits for each 10 s of its three questions. */
function complaintsOfCounts(given: Case, lines: readonly string[]): string[] {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const read = given.format === "json" ? readJson(line, given) : readText(line, given);
    if (typeof read === "string" || read.step === undefined) continue;
    if (read.result === "output" || read.result === "warning") counts.set(read.step, (counts.get(read.step) ?? 0) + 1);
  }
  return given.script.steps.flatMap(({ number, limit }) => {
    const [count, most] = [counts.get(number) ?? 0, 521 + (3 * (limit + 60)) / 10];
    return count > most ? [`${count} lines of output of step ${number} are shown`] : [];
  });
}

function complaintsOfFile({ mode }: Case, lines: readonly string[], log: Buffer | undefined): string[] {
  if (mode === "check") return log === undefined ? [] : ["check mode made a log file"];
  const kept = linesOf(log ?? Buffer.alloc(0));
  if (typeof kept === "string") return [`the log file ${kept}`];
  return [...kept].sort().join("\n") === [...lines].sort().join("\n")
    ? []
    : ["the log file holds other lines than the terminal"];
}
