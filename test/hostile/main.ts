import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Progress } from "../chaos/progress.ts";
import { attackCases } from "./attacks.ts";
import type { Case } from "./case.ts";
import { type Conversation, fuzzCase } from "./fuzz.ts";
import { type Mutant, mutants } from "./mutants.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { Place } from "./place.ts";
import { endAll, processesOf } from "./processes.ts";
import { record } from "./recording.ts";
import { runCase } from "./run.ts";
import { readScript, type Script } from "./script.ts";
import { Runner, type Verdict } from "./try.ts";

/** The scripts that are lied to: an application with a step on the host, a template, and one with values, a host's file and devices. */
const SCRIPTS = [910, 900, 950];

/** The exit code: 0 if no lie did harm, 1 if one did, 2 for wrong use. */
export async function main(words: string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(words);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const clear = (): void => {
    for (const name of readdirSync(folder)) endAll(processesOf(join(folder, name), []));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      clear();
      process.exit(128 + constants.signals[signal]);
    });
  try {
    return await lie(options, folder);
  } finally {
    clear();
  }
}

async function lie(options: Options, folder: string): Promise<number> {
  const began = Date.now();
  const scripts = SCRIPTS.map((ctid) => readScript(join(options.scripts, `phoenix_hypervisor_setup_${ctid}.sh`)));
  if (options.mutants && scripts[0] !== undefined) return await tryMutants(options, folder, scripts[0]);
  const lowered = scripts.map((script) => copyOf(script, join(folder, "lowered"), "-lowered", lower));
  const wanted = ({ id }: Case): boolean =>
    options.only.length === 0 || options.only.some((only) => id === only || id.startsWith(`${only}:`));
  const numbers = numbersOf(options);
  const conversations = numbers.length > 0 ? scripts.map((script) => converse(script, folder)) : [];
  const cases = [
    ...attackCases(scripts, lowered, options.thorough).filter(wanted),
    ...numbers.map((number) => fuzzCase(conversations, options.seed, number)),
  ];
  if (options.list) {
    process.stdout.write(cases.map(({ id }) => `${id}\n`).join(""));
    return 0;
  }
  if (cases.length === 0) {
    process.stderr.write("there is no such case; --list shows them\n");
    return 2;
  }
  const runner = await makeRunner(folder, scripts, lowered);
  const progress = new Progress(cases.length);
  const verdicts = await runner.tryAll(cases, options.jobs, ({ given, misses }) => progress.tell(given.id, misses));
  const missed = verdicts.filter(({ misses }) => misses.length > 0);
  for (const verdict of missed) process.stdout.write(`${missText(verdict, options)}\n\n`);
  process.stdout.write(
    `${summary(verdicts)}\n${Math.round((Date.now() - began) / 1000)} s, ${cpuSeconds()} s of CPU\n`,
  );
  process.stdout.write(`${verdicts.length - missed.length} passed, ${missed.length} failed\n`);
  return missed.length === 0 ? 0 : 1;
}

/** A real conversation of the script, and how often it is taken: what is longest, seldom. */
function converse(script: Script, folder: string): Conversation {
  const recorded = record(script, join(folder, `simulator-${script.ctid}`), script.ctid === SCRIPTS[0]);
  return { script, recorded, weight: 1 / script.count ** 2 };
}

/** Which fuzzed conversations are wanted: so many from the first on, or those named. */
function numbersOf({ count, only }: Options): number[] {
  const named = only.flatMap((id) => /^fuzz:(\d+)$/.exec(id)?.[1] ?? []).map(Number);
  if (only.length === 0 || only.includes("fuzz")) return Array.from({ length: count }, (_, number) => number);
  return named;
}

/** Each broken copy of a script has to be found out by one of its lies, which do no harm to the script as it is: that tries the judge. */
async function tryMutants({ jobs }: Options, folder: string, script: Script): Promise<number> {
  const lowered = copyOf(script, join(folder, "lowered"), "-lowered", lower);
  const source = (mutant: Mutant): Script => (mutant.lowered === true ? lowered : script);
  const copies = mutants.map((mutant, index) =>
    copyOf(source(mutant), join(folder, "mutants"), `-${index}`, (text) =>
      text.replace(mutant.pattern, mutant.instead),
    ),
  );
  const runner = await makeRunner(folder, [script], [lowered, ...copies]);
  const broken = mutants.map((mutant, index) => mutantCases(mutant, copies[index] ?? script));
  const whole = new Map(mutants.flatMap((mutant) => mutantCases(mutant, source(mutant))).map((one) => [one.id, one]));
  const verdicts = await runner.tryAll([...whole.values(), ...broken.flat()], jobs);
  const complaintsOf = (cases: readonly Case[]): string[] =>
    verdicts
      .filter(({ given }) => cases.includes(given))
      .flatMap(({ given, misses }) => misses.map((miss) => `${given.id}: ${miss}`));
  const failures = [
    ...complaintsOf([...whole.values()]).map((complaint) => `the script as it is: ${complaint}`),
    ...mutants
      .filter((_, index) => complaintsOf(broken[index] ?? []).length === 0)
      .map(({ name }) => `not found out: ${name}`),
  ];
  for (const [index, { name }] of mutants.entries())
    process.stdout.write(`${name}\n    ${complaintsOf(broken[index] ?? [])[0]?.slice(0, 150)}\n`);
  for (const failure of failures) process.stdout.write(`MISSED ${failure}\n`);
  process.stdout.write(`${mutants.length - failures.length} passed, ${failures.length} failed\n`);
  return failures.length === 0 ? 0 : 1;
}

/** The lies that have to find it out; throws if there is one of them no more. */
function mutantCases({ name, lies, lowered, mode = "apply", format = "text" }: Mutant, copy: Script): Case[] {
  const all = attackCases([copy], [copy], true).filter((one) => one.mode === mode && one.format === format);
  return lies.map((lie) => {
    const found = all.find(({ id }) => id.startsWith(`${lie}:${copy.ctid}-`));
    if (found === undefined) throw new Error(`there is no lie ${lie} any more to find out: ${name}`);
    return { ...found, scale: lowered === true ? 40 : found.scale, slack: 3 };
  });
}

/** The same with bounds that are met at once. */
const lower = (text: string): string =>
  text.replace(/\bMOST_READ=\d+/, "MOST_READ=4096").replace(/\bMOST_LINES=\d+/, "MOST_LINES=60");

/** A changed copy of a script. Throws if the change changes nothing. */
function copyOf(script: Script, folder: string, ending: string, change: (text: string) => string): Script {
  const text = readFileSync(script.path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${basename(script.path)} has nothing to change for ${ending}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(script.path).replace(/\.sh$/, `${ending}.sh`));
  writeFileSync(path, changed, { mode: 0o755 });
  return { ...script, path };
}

/** A host on which each script has run once, undisturbed: what an honest run makes is there from then on. Throws if such a run does not end well. */
async function makeRunner(folder: string, scripts: readonly Script[], copies: readonly Script[]): Promise<Runner> {
  const host = new Place(join(folder, "host"));
  host.create([...scripts, ...copies]);
  for (const script of scripts) {
    const { code, out, err } = await runCase(honest(script), host);
    if (code !== 0) throw new Error(`an honest run of ${script.ctid} ends with ${code}:\n${String(out)}${String(err)}`);
  }
  rmSync(host.log);
  return new Runner(host, folder);
}

const honest = (script: Script): Case => ({
  id: "honest",
  script,
  mode: "apply",
  format: "text",
  scale: 20,
  program: "honest fresh",
  turns: [],
  said: {},
  codes: [0],
  says: undefined,
  shows: 0,
  waits: false,
  configuration: undefined,
});

/** All there is to know about a lie that did harm. */
const missText = ({ given, misses, code, tail }: Verdict, { seed }: Options): string =>
  [
    `MISSED ${given.id}: ends with ${code}`,
    ...misses.map((text) => `  ${text}`),
    "  last lines:",
    ...tail.map((text) => `    ${text}`),
    `  again: npm run test:hostile -- --only '${given.id}'${given.id.startsWith("fuzz") ? ` --seed ${seed}` : ""}`,
  ].join("\n");

/** Of this process and all that it has waited for; Linux counts hundredths. */
function cpuSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "latin1").split(") ").at(-1)?.split(" ") ?? [];
  return Math.round(fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100);
}

function summary(verdicts: readonly Verdict[]): string {
  const codes = new Map<string, number>();
  for (const { code } of verdicts) codes.set(String(code), (codes.get(String(code)) ?? 0) + 1);
  const most = (of: (verdict: Verdict) => number): number => Math.max(...verdicts.map(of));
  return [
    `exit codes: ${[...codes]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([code, count]) => `${code} ${count}×`)
      .join(", ")}`,
    `at most: ${most(({ seconds }) => seconds).toFixed(1)} s, ${most(({ memory }) => memory.own)} KiB in the script, ${most(({ memory }) => memory.all)} KiB in all`,
  ].join("\n");
}
