import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { word } from "../../generator/bash/word.ts";
import type { Plan } from "../../generator/plan/plan.ts";
import { renderScript } from "../../generator/render/script.ts";
import { anyContainer } from "../any-container.ts";
import { type Case, TIME_SCALE } from "./case.ts";

/** A script with these steps, as `generate` would print it. The readiness gate is left out. */
export function scriptOf(cases: readonly Case[]): string {
  const problems = cases.flatMap(({ title, step }) => step.problems.map(({ message }) => `${title}: ${message}`));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const steps = cases.map(({ step, restarts = [] }, i) => ({
    number: i + 1,
    step,
    place: { file: "definitions/900.ts", line: 1, column: 1 },
    restarts,
    lasting: step.restartOn.flatMap(({ lasting, unit }) => (lasting ? [unit] : [])),
  }));
  const names = new Set(cases.flatMap(({ values = {} }) => Object.keys(values)));
  const plan = {
    definition: anyContainer(900, []),
    file: "definitions/900.ts",
    steps,
    runs: steps.map(({ number, step: { side } }) => ({ side, numbers: [number] })),
    values: [...names].map((name) => {
      const [from = "", ...key] = name.split("_");
      return {
        from: from === "lxc" ? "lxc-config" : from === "hypervisor" ? "hypervisor-config" : from,
        key: key.join("_"),
        format: "text",
      };
    }),
    hash: "0".repeat(64),
  } as unknown as Plan;
  return renderScript(plan).text;
}

const print = `
. "$1/script"
HOST_ROOT=/host CTID=900 token=word RUN_ID=run
shopt -u patsub_replacement
for folder in "$1"/jobs/*; do
  . "$folder/host"
  send_program "$side" "$number" >"$folder/program" || exit
done
declare -f take_line >"$1/take-line"
text=$(<"$1/take-line")
printf '%s\\n' "\${text/#take_line/take_line_unseen}" >"$1/take-line"`;

/**
 * The programs that the script's own `send_program` sends for each job: through \`declare -f\` of a real Bash, as they reach a container.
 * `folder` holds `jobs/<job>/host`, assignments that the host side knows.
 */
export function printPrograms(folder: string, cases: readonly Case[]): void {
  writeFileSync(join(folder, "script"), scriptOf(cases));
  const { status, stderr } = spawnSync("bash", ["--norc", "-c", print, "bash", folder], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "" },
  });
  if (status !== 0) throw new Error(`the programs could not be printed: ${stderr}`);
}

/** What the host side knows of one case. */
export function hostSide(given: Case, number: number): string {
  const content = given.hostFile === undefined ? undefined : Buffer.from(given.hostFile).toString("base64");
  const values = {
    side: given.step.side,
    number,
    TIME_SCALE: given.scale ?? TIME_SCALE,
    ...given.values,
    ...(content !== undefined && { [`${given.step.hostVariable ? "hostvariable" : "hostfile"}_${number}`]: content }),
  };
  return assignments(values);
}

/** Bash assignments, one a line. */
export const assignments = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${word(value)}\n`)
    .join("");

/** A folder that is gone when `use` has ended, or this process. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-sandbox-"));
  if (folders.size === 0) process.on("exit", removeAll);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    remove(folder);
    if (folders.size === 0) process.removeListener("exit", removeAll);
  }
}

const folders = new Set<string>();
const removeAll = (): void => folders.forEach(remove);

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

export const read = (path: string): string => readFileSync(path, "utf8");
