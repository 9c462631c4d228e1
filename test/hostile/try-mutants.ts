import { join } from "node:path";
import { attackCases } from "./attacks.ts";
import type { Case } from "./case.ts";
import { copyOf, lowered, makeRunner } from "./copies.ts";
import { type Mutant, mutants } from "./mutants.ts";
import type { Script } from "./script.ts";

/** Tries the judge: each broken copy of the script is found out by one of its lies, which do no harm to the script as it is. */
export async function tryMutants(script: Script, folder: string, jobs: number): Promise<number> {
  const whole = (mutant: Mutant): Script => (mutant.lowered === true ? low : script);
  const low = copyOf(script, join(folder, "lowered"), lowered);
  const copies = mutants.map((mutant, index) => copyOf(whole(mutant), join(folder, `mutant${index}`), [mutant]));
  const runner = await makeRunner(folder, [script], [low, ...copies]);
  // A broken copy need not come to its end; the sound one is asked again if the machine was too slow for it.
  const broken: Case[][] = mutants.map((mutant, index) =>
    casesOf(mutant, copies[index] ?? script).map((one) => ({ ...one, slack: 3 })),
  );
  const sound = new Map(mutants.flatMap((mutant) => casesOf(mutant, whole(mutant))).map((one) => [one.id, one]));
  const verdicts = await runner.tryAll([...sound.values(), ...broken.flat()], jobs);
  // Where the machine was too slow for the lie to be told, the broken copy ends as the sound one may: once more, with more time.
  const slower = broken.map((cases) => {
    const isFound = verdicts.some(({ given, misses }) => cases.includes(given) && misses.length > 0);
    return isFound ? [] : cases.map((one) => ({ ...one, scale: Math.max(1, Math.round(one.scale / 5)) }));
  });
  verdicts.push(...(await runner.tryAll(slower.flat(), jobs)));
  const complaintsOf = (cases: readonly Case[]): string[] =>
    verdicts
      .filter(({ given }) => cases.includes(given))
      .flatMap(({ given, misses }) => misses.map((miss) => `${given.id}: ${miss}`));
  const failures = complaintsOf([...sound.values()]).map((complaint) => `the script as it is, ${complaint}`);
  for (const [index, { name, lies }] of mutants.entries()) {
    const [complaint] = complaintsOf([...(broken[index] ?? []), ...(slower[index] ?? [])]);
    if (complaint === undefined) failures.push(`${name}: not found out by ${lies.join(", ")}`);
    else process.stdout.write(`${name}\n  ${complaint.slice(0, 160)}\n`);
  }
  for (const failure of failures) process.stdout.write(`MISSED ${failure}\n`);
  process.stdout.write(`${Math.max(0, mutants.length - failures.length)} passed, ${failures.length} failed\n`);
  return failures.length === 0 ? 0 : 1;
}

/** The lies that have to find it out. Throws if there is one of them no more. */
function casesOf({ name, lies, mode = "apply", format = "text" }: Mutant, script: Script): Case[] {
  const all = attackCases([script], [script], true).filter((one) => one.mode === mode && one.format === format);
  return lies.map((lie) => {
    const found = all.find(({ id }) => id.startsWith(`${lie}:${script.ctid}-`));
    if (found === undefined) throw new Error(`there is no lie ${lie} any more, which is to find out: ${name}`);
    return found;
  });
}
