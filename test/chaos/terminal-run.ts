import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { processesIn, wordsOf } from "../../generator/rehearse/processes.ts";
import { differences } from "../../generator/rehearse/state.ts";
import { type AtTerminal, CALM } from "./case.ts";
import { environmentOf, linesOf, pause } from "./run.ts";
import type { Trial } from "./trial.ts";

/** The command at the terminal, with the script and its CTID as words 1 and 2. */
const commands: Readonly<Record<AtTerminal, string>> = {
  "ctrl-c": 'exec "$1" "$2"',
  // As the orchestrator calls it.
  caller: '"$1" "$2"; printf "%s\\n" "$?" >next',
  // An interactive shell has job control.
  "ctrl-z": "exec /bin/bash --norc --noprofile -i",
  "lost-line": "exec /bin/bash --norc --noprofile -i",
};

/** A script at a terminal of its own, in front of which somebody sits. */
class Terminal {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly #folder: string;

  constructor(folder: string, script: string, ctid: number, what: AtTerminal) {
    this.#folder = folder;
    writeFileSync(join(folder, "at-terminal"), commands[what]);
    const shown = openSync(join(folder, "terminal"), "w");
    this.#child = spawn("script", ["-qefc", `exec bash at-terminal '${script}' ${ctid}`, "/dev/null"], {
      cwd: folder,
      stdio: ["pipe", shown, shown],
      detached: true,
      env: { ...environmentOf(folder, CALM), SHELL: "/bin/sh", TERM: "dumb", HISTFILE: "/dev/null", PS1: "$ " },
    });
    closeSync(shown);
    this.#child.stdin?.on("error", () => {});
    this.ended = new Promise((resolve) => this.#child.once("exit", resolve));
    if (what === "ctrl-z" || what === "lost-line") this.types(`'${script}' ${ctid}\n`);
  }

  types(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** What holds the other side of the line is gone. */
  hangsUp(): void {
    this.#child.kill("SIGKILL");
  }

  /** The script itself: the first of its processes. */
  script(): number | undefined {
    return processesIn(this.#folder)
      .sort((a, b) => a - b)
      .find((pid) => /^\/bin\/bash -p \S*\/scripts\//.test(wordsOf(pid)));
  }
}

/** `S`, `T` and the like, as the kernel has it; nothing for a process that is gone. */
function stateOf(pid: number | undefined): string | undefined {
  try {
    return /\) (\S) /.exec(readFileSync(`/proc/${pid}/stat`, "latin1"))?.[1];
  } catch {
    return undefined;
  }
}

async function within(seconds: number, is: () => boolean): Promise<boolean> {
  for (const begun = Date.now(); !is(); await pause(20)) if (Date.now() - begun > seconds * 1000) return false;
  return true;
}

/** What is done at the terminal reaches the script, and the program that is at work hears of nothing but the script's own stop. */
export async function runAtTerminal(trial: Trial, what: AtTerminal): Promise<void> {
  const { baseline, expected } = trial.given;
  const { simulator } = trial;
  const inside = (path: string) => join(simulator, path);
  const terminal = new Terminal(
    simulator,
    inside(`scripts/${basename(baseline.script.path)}`),
    baseline.script.ctid,
    what,
  );
  if (!(await within(trial.patience, () => existsSync(inside("state/waiting"))))) {
    trial.miss("does not come so far");
    return;
  }
  if (what === "ctrl-z") await stopAndGoOn(trial, terminal);
  else if (what === "lost-line") terminal.hangsUp();
  else terminal.types("\x03");
  if (!(await within(trial.patience, () => processesIn(simulator).length === 0))) trial.miss("does not come to an end");
  const code = await Promise.race([terminal.ended, pause(5000)]);
  if (what === "ctrl-c" && code !== expected.code) trial.miss(`ends ${code} instead of ${expected.code}`);
  if (existsSync(inside("next"))) trial.miss("the next command of its caller runs");
  const heard = linesOf(inside(`state/${baseline.script.ctid}/heard`)).join(" ");
  const wanted = what === "ctrl-z" ? "" : "TERM";
  if (heard !== wanted) trial.miss(`the program inside hears '${heard}' and not '${wanted}'`);
  trial.looksAtLogFile(expected.code);
  trial.forgetLog();
  await trial.looksForRemains();
  const state = trial.state();
  trial.looksAtState(state, false);
  if (expected.code === 0) trial.miss(...differences(baseline.end, state));
  await trial.converges();
}

/** Ctrl-Z, and a while later `fg`: meanwhile the program inside goes on. */
async function stopAndGoOn(trial: Trial, terminal: Terminal): Promise<void> {
  const script = terminal.script();
  terminal.types("\x1a");
  if (!(await within(5, () => stateOf(script) === "T"))) trial.miss("Ctrl-Z does not stop it");
  const others = processesIn(trial.simulator).filter((pid) => pid !== script && stateOf(pid) === "T");
  trial.miss(...others.map((pid) => `Ctrl-Z stops ${wordsOf(pid)}`));
  writeFileSync(join(trial.simulator, "state/go"), "");
  await pause(500);
  terminal.types("fg\n");
  if (!(await within(5, () => stateOf(script) !== "T"))) trial.miss("fg does not let it go on");
  await within(trial.patience, () => stateOf(script) === undefined || stateOf(script) === "Z");
  terminal.types("exit\n");
}
