import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { takeDown } from "../../generator/rehearse/processes.ts";
import { makeHost } from "../chaos/host.ts";
import { readHeard } from "./answers.ts";
import type { Script } from "./script.ts";

/** A question of a real conversation, and what was said to it, with TOKEN where its token stood. */
export interface Recorded {
  readonly function: string;
  readonly time: number;
  readonly said: Buffer;
}

/** Stands for the token of the question in hand. */
export const TOKEN = "%T%";

/** What the real program of a script says on the simulator, on a fresh container; if it is noisy, its steps print rubbish as well. Throws if that run does not end well. */
export function record(script: Script, folder: string, noisy: boolean): Recorded[] {
  const { path, ctid } = script;
  makeHost(folder, { path, ctid, snapshot: undefined, steps: [], functions: [] });
  mkdirSync(join(folder, "record"));
  const program = `#!/bin/sh
simulator=\${0%/record/pct}
if [ "$1" = exec ]; then exec perl '${REPOSITORY}/test/hostile/bin/record.pl' "$simulator/heard" "$simulator/bin/pct" "$@"; fi
exec "$simulator/bin/pct" "$@"
`;
  writeFileSync(join(folder, "record/pct"), program, { mode: 0o755 });
  if (noisy)
    writeFileSync(join(folder, "state/faults/noisy-step"), script.inside.map((name) => `${name} =1\n`).join(""));
  // What steps on the host ask of the container is no part of the conversation.
  const stems = new Set(script.host.map((name) => name.replace(/_[a-z]+$/, "")));
  writeFileSync(join(folder, "state/modelled"), [...stems, ""].join("\n"));
  const run = spawnSync(join(folder, "scripts", basename(path)), [String(ctid)], {
    cwd: folder,
    env: {
      PATH: `${folder}/record:${folder}/bin:/usr/bin:/bin`,
      PHOENIX_HOST_ROOT: join(folder, "host"),
      PHOENIX_TIME_SCALE: "10",
      TMPDIR: join(folder, "tmp"),
    },
    encoding: "latin1",
    timeout: 120_000,
  });
  takeDown(folder);
  if (run.status !== 0)
    throw new Error(`a run of ${ctid} on the simulator ends with ${run.status}:\n${run.stdout}${run.stderr}`);
  const times = new Map<string, number>();
  return readHeard(readFileSync(join(folder, "heard"))).map(({ token, function: name, said }) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return { function: name, time, said: Buffer.from(said.toString("latin1").replaceAll(token, TOKEN), "latin1") };
  });
}
