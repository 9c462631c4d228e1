import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Case } from "./case.ts";
import { Place } from "./place.ts";
import { runCase } from "./run.ts";
import type { Script } from "./script.ts";
import { Runner } from "./try.ts";

/** A change to the text of a script, by its name. */
export interface Change {
  readonly name: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

/** A changed copy of a script in a folder of its own. Throws if a change changes nothing. */
export function copyOf(script: Script, folder: string, changes: readonly Change[]): Script {
  const text = changes.reduce(
    (before, { name, pattern, instead }) => {
      const after = before.replace(pattern, instead);
      if (after === before)
        throw new Error(`${basename(script.path)} has nothing any more that can be changed so: ${name}`);
      return after;
    },
    readFileSync(script.path, "utf8"),
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(script.path).replace(/\.sh$/, `-${basename(folder)}.sh`));
  writeFileSync(path, text, { mode: 0o755 });
  return { ...script, path };
}

/** Bounds that are met at once: Bash reads a pipe byte by byte, so that 64 MiB take minutes. */
export const lowered: readonly Change[] = [
  { name: "4 KiB of a step are read", pattern: /\bMOST_READ=\d+/, instead: "MOST_READ=4096" },
  { name: "60 lines of a step are shown", pattern: /\bMOST_LINES=\d+/, instead: "MOST_LINES=60" },
];

/** A host on which each script has run once, undisturbed: what an honest run makes is there from then on. Throws if such a run does not end well. */
export async function makeRunner(
  folder: string,
  scripts: readonly Script[],
  copies: readonly Script[],
): Promise<Runner> {
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
