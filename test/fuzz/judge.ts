import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "../../generator/cli/io.ts";
import { main } from "../../generator/cli/main.ts";
import { showFindings } from "../../generator/cli/ui/report.ts";
import { compile } from "../../generator/pipeline/compile.ts";
import type { Finding } from "../../generator/validation/finding.ts";
import type { Case } from "./cases.ts";
import { inFolder, type Snapshot, snapshot } from "./project.ts";

/** What came of a case, and what is wrong with that. */
export interface Verdict {
  readonly number: number;
  readonly kind: Case["kind"];
  readonly came: "scripts" | "report";
  readonly codes: readonly string[];
  readonly misses: readonly string[];
}

/** Milliseconds that a loop which does not end is given here; authors' code has more. */
const LIMIT = 200;

/** Tries a case: it has to give scripts that Bash can read, or a report that an author can work with and nothing written. */
export const judge = (one: Case, place: string): Promise<Verdict> =>
  inFolder(one, place, async (folder) => {
    const { code, out, findings } = one.kind === "endless" ? await looked(folder) : await generated(one, folder);
    const after = snapshot(folder);
    const { number, kind } = one;
    const codes = [...new Set(findings.map((finding) => finding.code))];
    if (code === 0) {
      const misses = [...unread(folder, after), ...(one.process ? asProcess(folder, 0) : [])];
      return { number, kind, came: "scripts", codes, misses };
    }
    const misses = [
      ...(code === 1 ? [] : [`it ended with ${code}: ${out}`]),
      ...(findings.length > 0 ? [] : [`there is no finding, but: ${out.slice(0, 2000)}`]),
      ...findings.flatMap((finding) => lacking(finding, folder)),
      ...lackingText(findings, folder),
      ...before(after),
      ...(one.process ? asProcess(folder, 1) : []),
    ];
    return { number, kind, came: "report", codes, misses };
  });

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly findings: readonly Finding[];
}

/** The command line's outside world, in which both streams go to one place. */
const io = (folder: string, said: (text: string) => void): Io => ({
  folder,
  out: said,
  err: said,
  colour: false,
  colourData: false,
  env: {},
  ask: undefined,
  terminal: { write: () => undefined },
});

/** What the command does with `--json`. */
async function generated(one: Case, folder: string): Promise<Answer> {
  const out: string[] = [];
  const words = ["generate", "--json", "--no-types", ...(one.lint ? [] : ["--no-lint"])];
  const code = await main(
    words,
    io(folder, (text) => out.push(text)),
  );
  return { code, out: out.join("\n"), findings: out.flatMap(findingsIn) };
}

function findingsIn(text: string): readonly Finding[] {
  try {
    return (JSON.parse(text) as { findings?: readonly Finding[] }).findings ?? [];
  } catch {
    return [];
  }
}

async function looked(folder: string): Promise<Answer> {
  const { failed, findings } = await compile(folder, { limit: LIMIT });
  return { code: failed ? 1 : 0, out: "", findings };
}

const sections = new Set(
  [...readFileSync(join(REPOSITORY, "generator/ERRORS.md"), "utf8").matchAll(/^### (D\d{3}):/gm)].map(
    ([, code]) => code,
  ),
);

/** Signs that something of ours is told to an author. */
const OURS =
  /phoenix-setup-definitions|\n\s+at |import_\w+|_default\b|\/dist\/|generator\/|node:internal|\[object Object\]/;

/** What the author gave is repeated as it is: an object in a string literal of theirs is theirs. */
const ours = (text: string): boolean => OURS.test(text.replace(/ \(given: ".*"\)$/, ""));

/** What a finding lacks to be of use: a known code, words, a hint, and a place that is there. */
function lacking(finding: Finding, folder: string): string[] {
  const { code, message, fix, place, related } = finding;
  const about = `${code} ${JSON.stringify(message)} at ${place.file}:${place.line}:${place.column}`;
  return [
    ...(sections.has(code) ? [] : [`${about}: ERRORS.md has no section on it`]),
    ...(message.trim() === "" || /[\n\r]/.test(message) || message.length > 1000
      ? [`${about}: the message is not one line`]
      : []),
    ...(fix.trim() === "" || /[\n\r]/.test(fix) ? [`${about}: the hint is not one line`] : []),
    ...(ours(message) || ours(fix) ? [`${about}: it tells of our own parts`] : []),
    ...[place, ...related.map((other) => other.place)].flatMap((at) =>
      isThere(at, folder) ? [] : [`${about}: there is no ${at.file}:${at.line}:${at.column}`],
    ),
  ];
}

function isThere({ file, line, column }: Finding["place"], folder: string): boolean {
  // What is no file, such as a link that leads nowhere, is a place as a whole.
  if (!isFile(join(folder, file))) return line === 1 && column === 1;
  const lines = readFileSync(join(folder, file), "utf8").split(/\r\n|[\n\r\u2028\u2029]/);
  return line >= 1 && column >= 1 && line <= lines.length && column <= (lines[line - 1]?.length ?? 0) + 2;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The report as an author reads it. */
function lackingText(findings: readonly Finding[], folder: string): string[] {
  const said: string[] = [];
  showFindings(
    findings,
    io(folder, (text) => said.push(text)),
  );
  const text = said.join("\n");
  const stack = /^ +at .*(?:\(|:\d+:\d+)/m.exec(text);
  return stack ? [`the report holds a stack trace: ${stack[0]}`] : [];
}

/** Scripts that Bash cannot read. */
function unread(folder: string, after: Snapshot): string[] {
  const known = new Set(good);
  return [...after].flatMap(([name, content]) => {
    if (!name.endsWith(".sh") || known.has(content)) return [];
    const { status, stderr } = spawnSync("bash", ["-n", join(folder, "dist-scripts", name)], { encoding: "utf8" });
    if (status === 0) good.add(content);
    return status === 0 ? [] : [`bash cannot read ${name}: ${stderr.slice(0, 500)}`];
  });
}

/** What Bash has read already: of a fleet of seven, mostly six are as they were. */
const good = new Set<string>();

/** With an error, nothing is written: neither a part, nor a temporary file. */
const before = (after: Snapshot): string[] =>
  JSON.stringify([...after]) === JSON.stringify([...FIRST]) ? [] : [`dist-scripts is ${[...after.keys()].join(", ")}`];

/** What stands in `dist-scripts/` before a case. */
export const FIRST: Snapshot = new Map([
  ["notes.txt", "kept\n"],
  ["phoenix_hypervisor_setup_950.sh", "#!/bin/bash\n# an older one\n"],
]);

/** The same through the command line, types included, which may find more. */
function asProcess(folder: string, least: number): string[] {
  const program = join(REPOSITORY, "dist/phoenix-setup.cjs");
  const words = [program, "generate", "--no-lint"];
  const run = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, NO_COLOR: "1" },
  });
  const told = `${run.stdout}${run.stderr}`;
  return [
    ...(run.status === least || run.status === 1
      ? []
      : [`the command ended with ${run.status ?? run.signal}: ${told.slice(-500)}`]),
    ...(/^ +at .*(?:\(|:\d+:\d+)/m.test(told) ? [`the command printed a stack trace: ${told.slice(0, 1500)}`] : []),
  ];
}
