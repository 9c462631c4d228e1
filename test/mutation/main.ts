import { command } from "../runner/command.ts";
import { Time } from "../runner/time.ts";
import { bashMutants } from "./bash-mutants.ts";
import { endBelow } from "./copy.ts";
import { drawn } from "./draw.ts";
import type { Mutant, Outcome } from "./mutant.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { figuresOf, reportText, shareOf, survivorText } from "./report.ts";
import { tryBash } from "./try-bash.ts";
import { tryTypeScript } from "./try-typescript.ts";

/** The exit code: 0, or 1 if a smaller share was noticed than `--least` asks; 2 for wrong use. */
export const main = (words: string[]): Promise<number> =>
  command(words, { name: "mutation", usage, readOptions, takeDown: (folder) => endBelow(folder), run: mutate });

async function mutate(options: Options, folder: string): Promise<number> {
  const wants = (language: string): boolean => options.language.length === 0 || options.language.includes(language);
  const possible = bashMutants(REPOSITORY).filter((one) => isWanted(one, options.only));
  if (options.list) {
    process.stdout.write(possible.map((one) => `${one.file}:${one.line} ${one.function}: ${one.removed}\n`).join(""));
    return 0;
  }
  const outcomes: Outcome[] = [];
  const onOutcome = (outcome: Outcome): void => {
    outcomes.push(outcome);
    if (outcome.verdict === "survived") process.stderr.write(`${survivorText(outcome)}\n`);
    if (outcomes.length % 10 === 0) process.stderr.write(`${outcomes.length} tried\n`);
  };
  // A mutant of Bash takes ten times as long as one of TypeScript, so that half of the time gives few of the first and many of the second.
  const share = wants("bash") && wants("typescript") ? 2 : 1;
  const seconds = options.seconds === undefined ? undefined : Math.ceil(options.seconds / share);
  if (wants("typescript")) await tryTypeScript({ ...options, seconds }, folder, onOutcome);
  if (wants("bash"))
    await tryBash(drawn(possible, options.seed).slice(0, options.count), folder, options, new Time(seconds), onOutcome);
  if (options.json) process.stdout.write(`${JSON.stringify({ seed: options.seed, outcomes }, null, 2)}\n`);
  else process.stdout.write(textOf(outcomes));
  if (shareOf(figuresOf(outcomes)) >= options.least) return 0;
  process.stderr.write(`fewer than ${options.least} % were noticed: write tests for the survivors\n`);
  return 1;
}

const isWanted = (one: Mutant, only: readonly string[]): boolean =>
  only.length === 0 || only.some((word) => one.file.startsWith(word) || one.function === word);

const textOf = (outcomes: readonly Outcome[]): string =>
  outcomes
    .filter(({ verdict }) => verdict === "survived")
    .map((one) => `${survivorText(one)}\n`)
    .join("") + reportText(outcomes);
