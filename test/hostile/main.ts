import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../runner/command.ts";
import { Progress } from "../runner/progress.ts";
import { leftOut, Time } from "../runner/time.ts";
import { attackCases, FULL_SIZE } from "./attacks.ts";
import type { Case } from "./case.ts";
import { copyOf, lowered, makeRunner } from "./copies.ts";
import { drawNamed } from "./draw.ts";
import { type Conversation, fuzzCase } from "./fuzz.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { endAll, processesOf } from "./processes.ts";
import { record } from "./recording.ts";
import { readScript, type Script } from "./script.ts";
import type { Verdict } from "./try.ts";
import { tryMutants } from "./try-mutants.ts";

/** The scripts that are lied to: an application with a step on the host, a template, and one with values, a host's file and devices. */
const SCRIPTS = [910, 900, 950];
/** One made here: with a condition inside, a step that is tried again, and steps on the host that read what containers say. */
const OWN = 971;

/** The exit code: 0 if no lie did harm, 1 if one did, 2 for wrong use. */
export const main = (words: string[]): Promise<number> =>
  command(words, {
    name: "hostile",
    usage,
    readOptions,
    takeDown: (folder) => endAll(processesOf(folder, [])),
    run: lie,
  });

async function lie(options: Options, folder: string): Promise<number> {
  const began = Date.now();
  const own = generate(join(folder, "project"));
  const [first, ...others] = [
    ...SCRIPTS.map((ctid) => readScript(join(options.scripts, `phoenix_hypervisor_setup_${ctid}.sh`))),
    readScript(join(own, `phoenix_hypervisor_setup_${OWN}.sh`)),
  ];
  if (first === undefined) throw new Error("there is no script");
  if (options.mutants) return await tryMutants(first, folder, options.jobs);
  const scripts = [first, ...others];
  const copies = scripts.map((script) => copyOf(script, join(folder, "lowered"), lowered));
  const wanted = ({ id }: Case): boolean =>
    options.only.length === 0
      ? !id.startsWith(FULL_SIZE)
      : options.only.some((only) => id === only || id.startsWith(`${only}:`));
  const numbers = numbersOf(options);
  const conversations = numbers.length > 0 ? scripts.map((script) => converse(script, folder)) : [];
  const cases = [
    ...drawNamed(attackCases(scripts, copies, options.thorough).filter(wanted), options),
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
  const runner = await makeRunner(folder, scripts, copies);
  const progress = new Progress(cases.length);
  const told = ({ given, misses }: Verdict): void => progress.tell(given.id, misses);
  const verdicts = await runner.tryAll(cases, options.jobs, told, new Time(options.seconds));
  const missed = verdicts.filter(({ misses }) => misses.length > 0);
  for (const verdict of missed) process.stdout.write(`${missText(verdict, options)}\n\n`);
  for (const { given, misses, before } of verdicts)
    if (misses.length === 0 && before.length > 0)
      process.stdout.write(`note: only with more time: ${given.id}: ${before.join("; ")}\n`);
  process.stdout.write(
    `${summary(verdicts)}\n${Math.round((Date.now() - began) / 1000)} s, ${cpuSeconds()} s of CPU\n`,
  );
  process.stdout.write(leftOut(verdicts.length, cases.length, options.seconds));
  process.stdout.write(`${verdicts.length - missed.length} passed, ${missed.length} failed\n`);
  return missed.length === 0 ? 0 : 1;
}

/** The folder of the scripts of our own definitions. */
function generate(project: string): string {
  cpSync(join(REPOSITORY, "test/hostile/definitions"), join(project, "definitions"), { recursive: true });
  const words = [join(REPOSITORY, "dist/phoenix-setup.cjs"), "generate", "--no-types", "--no-lint"];
  const made = spawnSync(process.execPath, words, { cwd: project, encoding: "utf8" });
  if (made.status !== 0)
    throw new Error(`the definitions of test/hostile give no scripts:\n${made.stdout}${made.stderr}`);
  return join(project, "dist-scripts");
}

/** A real conversation of the script, held when the first case asks for it, and how often it is taken: what is longest, seldom. */
function converse(script: Script, folder: string): Conversation {
  let held: ReturnType<Conversation["recorded"]> | undefined;
  return {
    script,
    recorded: () => (held ??= record(script, join(folder, `simulator-${script.ctid}`), script.ctid === SCRIPTS[0])),
    weight: 1 / script.count ** 2,
  };
}

/** Which fuzzed conversations are wanted: so many from the first on, or those named. */
function numbersOf({ count, only }: Options): number[] {
  const named = only.flatMap((id) => /^fuzz:(\d+)$/.exec(id)?.[1] ?? []).map(Number);
  if (only.length === 0 || only.includes("fuzz")) return Array.from({ length: count }, (_, number) => number);
  return named;
}

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
