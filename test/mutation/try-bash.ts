import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Time } from "../runner/time.ts";
import type { BashMutant } from "./bash-mutants.ts";
import { functionsOf, without } from "./bash-sites.ts";
import { keyOf } from "./bash-templates.ts";
import { testsOf } from "./bash-tests.ts";
import { Copy, type Ended } from "./copy.ts";
import { type Outcome, roomOf } from "./mutant.ts";

/** Tries them, as many at once as there are jobs, each in a copy of its own. */
export async function tryBash(
  mutants: readonly BashMutant[],
  folder: string,
  { jobs, limit }: { readonly jobs: number; readonly limit: number },
  time: Time,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const left = [...mutants];
  const work = async (number: number): Promise<void> => {
    const copy = new Copy(join(folder, `bash-${number}`));
    for (let mutant = left.shift(); mutant !== undefined && !time.isOver; mutant = left.shift())
      onOutcome(await tryOne(mutant, copy, limit));
  };
  await Promise.all(Array.from({ length: Math.min(jobs, mutants.length) }, (_, i) => work(i)));
}

async function tryOne(mutant: BashMutant, copy: Copy, limit: number): Promise<Outcome> {
  const tests = testsOf(mutant.file);
  const ended = await copy.with(changesOf(mutant, copy.folder), () => copy.run(tests, limit));
  const { site: _site, template: _template, ...told } = mutant;
  return { ...told, room: roomOf(mutant.file), verdict: verdictOf(ended), by: by(ended, tests.name) };
}

const verdictOf = ({ passed, late }: Ended): Outcome["verdict"] =>
  late ? "undecided" : passed ? "survived" : "noticed";

/** The template, where it has the same text, and every script with this function. */
function changesOf({ file, template, site, function: name }: BashMutant, folder: string): Map<string, string> {
  const changes = new Map<string, string>();
  const replace = (path: string, before: string): void => {
    const after = without(before, site);
    const text = changes.get(path) ?? readFileSync(join(folder, path), "utf8");
    if (after !== undefined)
      changes.set(
        path,
        text.replace(before, () => after),
      );
  };
  replace(file, template.source);
  const kinds = readdirSync(join(folder, "templates/steps")).map((one) => one.replace(".sh.hbs", ""));
  kinds.sort((a, b) => b.length - a.length);
  for (const script of readdirSync(join(folder, "dist-scripts")))
    for (const one of functionsOf(readFileSync(join(folder, "dist-scripts", script), "utf8")))
      if (keyOf(one, kinds) === name) replace(`dist-scripts/${script}`, one.source);
  return changes;
}

/** The first test that failed, or all that were asked. */
function by({ passed, late, output }: Ended, tests: string): string {
  if (passed || late) return tests;
  const line = output.split("\n").find((one) => /^not ok |^ *(FAIL|×) /.test(one));
  return line?.trim().replace(/^(not ok \d+|FAIL|×) +/, "") ?? tests;
}
