import { spawnSync } from "node:child_process";
import { basename } from "node:path";

/** One step, as the script itself describes it; 0 is what comes before and between them. */
interface Step {
  readonly number: number;
  readonly kind: string;
  readonly definition: string;
  /** Seconds for each of its questions. */
  readonly limit: number;
}

/** What a script says of itself. */
export interface Script {
  readonly path: string;
  readonly ctid: number;
  /** How many steps there are, without number 0. */
  readonly count: number;
  readonly steps: readonly Step[];
  /** The functions of its steps that are asked inside the container, and on the host. */
  readonly inside: readonly string[];
  readonly host: readonly string[];
}

// Sourcing only declares; the last line of a script acts only when it is run. What would act is replaced.
const question = `
source "$1" || exit
for name in take_locks require_settings compare_settings find_unmet_conditions read_values start_container restart_if_due take_snapshot; do
  eval "$name() { :; }"
done
snapshot_exists() { return 1; }
run_steps() { printf 'batch %s\\n' "$*"; }
printf 'script %s %s\\n' "$SCRIPT_CTID" "$STEPS"
for ((n = 0; n <= STEPS; n++)); do
  describe_step "$n"
  printf 'step %s %s %s %s\\n' "$step_number" "$step_kind" "$step_limit" "$step_definition"
done
compgen -A function step_ | sed 's/^/function /' || :
perform_container_specific_setup`;

/** Throws if the script does not describe itself. */
export function readScript(path: string): Script {
  const asked = spawnSync("/bin/bash", ["--norc", "-c", question, "bash", path], {
    env: { PATH: "/usr/bin:/bin", PHOENIX_HOST_ROOT: "/nonexistent" },
    encoding: "utf8",
  });
  const rows = asked.stdout.split("\n").map((row) => row.split(" "));
  const of = (name: string): string[][] => rows.filter(([first]) => first === name).map((row) => row.slice(1));
  const [[ctid, count] = []] = of("script");
  const asks = (side: string): string[] => {
    const numbers = of("batch").flatMap(([where, ...row]) => (where === side ? row : []));
    const names = of("function").map(([name = ""]) => name);
    return names.filter((name) =>
      numbers.some((n) => new RegExp(`^step_${n}_\\w+_(check|apply|verify|when)$`).test(name)),
    );
  };
  if (asked.status !== 0 || asks("container").length === 0)
    throw new Error(`${basename(path)} does not describe itself: ${asked.stderr}`);
  return {
    path,
    ctid: Number(ctid),
    count: Number(count),
    steps: of("step").map(([number, kind = "", limit, definition = ""]) => ({
      number: Number(number),
      kind,
      definition,
      limit: Number(limit),
    })),
    inside: asks("container"),
    host: asks("host"),
  };
}
