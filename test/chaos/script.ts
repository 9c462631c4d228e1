import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** One step, as the script itself describes it. */
export interface Step {
  number: number;
  kind: string;
  definition: string;
  /** Seconds for each of its phases. */
  limit: number;
  /** How often its apply is tried again. */
  retries: number;
}

export interface Script {
  path: string;
  ctid: number;
  /** The name of the snapshot that it ends as, if it does. */
  snapshot: string | undefined;
  steps: readonly Step[];
  /** What it can ask its steps: `step_2_apt_packages_check`. */
  functions: readonly string[];
}

// Sourcing only defines; the last line of a script acts only when it is run.
const question = `
source "$1" || exit
printf '%s %s\\n' "$SCRIPT_CTID" "\${SNAPSHOT-}"
for ((n = 1; n <= STEPS; n++)); do
  step_retries=0
  describe_step "$n" && printf '%s %s %s %s %s\\n' "$n" "$step_kind" "$step_definition" "$step_limit" "$step_retries"
  for phase in check apply verify; do
    compgen -A function -X "!step_\${n}_\${step_kind//-/_}_$phase"
  done
done
:`;

/** The scripts in a folder, asked for their own tables: nothing of theirs is known here. */
export function readScripts(folder: string): Script[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sh"))
    .sort()
    .map((name) => readScript(join(folder, name)));
}

function readScript(path: string): Script {
  const asked = spawnSync("/bin/bash", ["--norc", "-c", question, "bash", path], {
    env: { PATH: "/usr/bin:/bin" },
    encoding: "utf8",
  });
  const [head = "", ...rows] = asked.stdout.trimEnd().split("\n");
  const [ctid = "", snapshot = ""] = head.split(" ");
  if (asked.status !== 0 || !/^\d+$/.test(ctid))
    throw new Error(`${basename(path)} does not describe itself: ${asked.stderr}`);
  return {
    path,
    ctid: Number(ctid),
    snapshot: snapshot === "" ? undefined : snapshot,
    functions: rows.filter((row) => row.startsWith("step_")),
    steps: rows
      .filter((row) => !row.startsWith("step_"))
      .map((row) => {
        const [number, kind = "", definition = "", limit, retries] = row.split(" ");
        return { number: Number(number), kind, definition, limit: Number(limit), retries: Number(retries) };
      }),
  };
}
