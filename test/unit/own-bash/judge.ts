import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Shell } from "../../../generator/bash/piece.ts";
import { bash, word } from "../../../generator/bash/word.ts";

/** What the value of a run-time variable is, by the key of its name. */
export type LateValues = Readonly<Record<string, string>>;

/** What came of a piece: the words that it gave to `show`, and whether a value of it has run. */
export interface Outcome {
  readonly words: readonly string[];
  readonly hasRun: boolean;
}

/**
 * Runs pieces in one real Bash, each in a subshell and a folder of its own. `show` takes words down; a file named `canary` there means that a
 * value was taken for a command.
 */
export function outcomes(pieces: readonly Shell[], late: LateValues): Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), "own-bash-"));
  try {
    for (const [i, piece] of pieces.entries()) {
      mkdirSync(join(folder, String(i)));
      // As templates print it: in the body of a function.
      writeFileSync(join(folder, `${i}.sh`), `step() {\n${bash(piece)}\n}\nstep\n`);
    }
    const variables = Object.entries(late).map(([key, value]) => `environment_${key}=${word(value)}`);
    const each = `for ((number = 0; number < ${pieces.length}; number++)); do\n  (cd "$number" && : >../"$number.out" && . ../"$number.sh") </dev/null >/dev/null 2>&1\ndone`;
    const show = `show() { (($# == 0)) || printf '%s\\0' "$@" >>"$root/$number.out"; }\nroot=$PWD`;
    spawnSync("bash", ["--norc", "-c", `${show}\n${variables.join("\n")}\n${each}`], {
      cwd: folder,
      env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", HOME: folder },
    });
    return pieces.map((_, i) => ({
      words: readFileSync(join(folder, `${i}.out`), "utf8")
        .split("\0")
        .slice(0, -1),
      hasRun: hasCanary(join(folder, String(i))),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasCanary(folder: string): boolean {
  try {
    readFileSync(join(folder, "canary"));
    return true;
  } catch {
    return false;
  }
}
