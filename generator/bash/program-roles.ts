import { textOf } from "./neighbours.ts";
import { programOf, type Refusal, unknown } from "./refusal.ts";
import type { CommandWord, Role } from "./test-roles.ts";

/** How a program is given to an interpreter in its command line. */
interface Interpreter {
  /** Letters of options whose next word is a program, and of those whose next word is none. */
  readonly program: string;
  readonly data: string;
  /** Long options likewise, with how many words they take; 0 stands for a program. */
  readonly long?: Readonly<Record<string, number>>;
  /** Whether its first operand is a program; `unless` one of these options names it. */
  readonly operand?: { readonly unless: string };
  /** How a value gets there. */
  readonly instead: string;
}

const SHELL: Interpreter = {
  program: "c",
  data: "oO",
  instead: "give it as an argument: bash -c '… \"$1\" …' _ ${…}",
};
const ENVIRONMENT = "hand it over in the environment, or as an argument that the program reads";
const AWK: Interpreter = {
  program: "e",
  data: "FvfiElL",
  long: { source: 0, file: 1, assign: 1, "field-separator": 1, include: 1 },
  operand: { unless: "feE" },
  instead: "hand it over in a variable: awk -v x=${…} '…'",
};
const SED: Interpreter = {
  program: "e",
  data: "fl",
  long: { expression: 0, file: 1, "line-length": 1 },
  operand: { unless: "ef" },
  instead: "use file.line or file.block, or perl -pe with the value in its environment",
};
const JQ: Interpreter = {
  program: "",
  data: "Lf",
  long: { arg: 2, argjson: 2, slurpfile: 2, rawfile: 2, indent: 1, "from-file": 1, "library-path": 1 },
  operand: { unless: "f" },
  instead: "hand it over in a variable: jq --arg x ${…} '… $x …'",
};
const language = (program: string, data: string, long: Readonly<Record<string, number>> = {}): Interpreter => ({
  program,
  data,
  long,
  instead: ENVIRONMENT,
});
const BY_COMMAND: Interpreter = { program: "c", data: "", long: { command: 0 }, instead: "run the command itself" };

const all = (names: string, one: Interpreter): [string, Interpreter][] => names.split(" ").map((name) => [name, one]);
const INTERPRETERS: ReadonlyMap<string, Interpreter> = new Map([
  ...all("sh bash dash ash ksh mksh rbash zsh fish", SHELL),
  ...all("awk gawk mawk nawk", AWK),
  ...all("sed gsed", SED),
  ...all("jq", JQ),
  ...all("perl ruby", language("eE", "ICxFrK")),
  ...all("python python3", language("c", "WX")),
  ...all("node nodejs", language("ep", "r", { eval: 0, print: 0, require: 1 })),
  ...all("php", language("rBRE", "cdf")),
  ...all("lua tclsh expect", language("ec", "l")),
  ...all("su runuser flock script sg", BY_COMMAND),
  ...all("env", { program: "S", data: "uC", long: { "split-string": 0 }, instead: "write the words one by one" }),
]);
const SHELLS: ReadonlySet<string> = new Set([...INTERPRETERS].flatMap(([name, one]) => (one === SHELL ? [name] : [])));
/** What joins its words to one line, which a shell reads. */
const JOINING: ReadonlySet<string> = new Set(["watch", "parallel", "at", "batch"]);
/** Programs that start what stands among their words. */
const STARTING =
  /^(sudo|doas|env|nohup|nice|ionice|setsid|stdbuf|timeout|time|xargs|exec|command|chroot|unshare|nsenter|systemd-run|chrt|taskset|flock|find|docker|podman|pct|lxc-attach|lxc|kubectl|su|runuser|strace|busybox|as_user)$/;

const baseName = (word: CommandWord | undefined): string => (word?.text ?? "").replace(/^.*\//, "");

/** The roles of words that interpreters read, by the number of the word; the first word is the command. */
export function programRoles(words: readonly CommandWord[]): Map<number, Role> {
  const roles = new Map<number, Role>();
  const command = baseName(words[0]);
  if (JOINING.has(command))
    for (const i of words.keys())
      if (i > 0) roles.set(i, { refusal: programOf(command, "write x=${…} first, then ${x@Q}") });
  if (command === "ssh") sshRoles(words, roles);
  for (const [i, word] of words.entries()) {
    const name = baseName(word);
    const interpreter = INTERPRETERS.get(name);
    if (interpreter === undefined || (i > 0 && !STARTING.test(command))) continue;
    const isCommand =
      i === 0 ||
      /^(-.*|\d+[smhd]?|[A-Za-z_]\w*=.*)$/.test(words[i - 1]?.text ?? "") ||
      STARTING.test(baseName(words[i - 1]));
    if (isCommand || interpreter === SHELL) interpreterRoles(words, i, { interpreter, name, isCommand }, roles);
  }
  return roles;
}

/** Whether a shell reads its program from its standard input. */
export const readsProgram = (words: readonly CommandWord[]): boolean =>
  SHELLS.has(baseName(words[0])) &&
  words.slice(1).every(({ text }) => text !== undefined && /^-/.test(text) && !/^-[a-z]*c/.test(text));

interface Asked {
  readonly interpreter: Interpreter;
  readonly name: string;
  readonly isCommand: boolean;
}

function interpreterRoles(
  words: readonly CommandWord[],
  at: number,
  { interpreter, name, isCommand }: Asked,
  roles: Map<number, Role>,
): void {
  const { program, data, long = {}, operand, instead } = interpreter;
  const refusal = programOf(name, instead);
  const isShell = interpreter === SHELL;
  let isNext = false;
  let areOperands = false;
  let isNamed = words
    .slice(at + 1)
    .some(
      ({ text = "" }) =>
        operand !== undefined && new RegExp(`^-[A-Za-z]*[${operand.unless}]`).test(text) && !text.startsWith("--"),
    );
  isNamed ||= words.slice(at + 1).some(({ text = "" }) => /^--(expression|file|from-file|source)\b/.test(text));
  for (let i = at + 1; i < words.length; i++) {
    const { text, filling, begins = "" } = words[i] ?? { begins: "" };
    const option = text ?? begins;
    if (isNext && !(isShell && /^[-+]/.test(option))) {
      roles.set(i, { refusal });
      isNext = false;
      // What follows on a shell's program are its arguments.
      if (isShell) return;
      continue;
    }
    if (option === "--" && filling === undefined) {
      areOperands = true;
      continue;
    }
    if (filling !== undefined && option.startsWith("-") && !areOperands) {
      roles.set(i, { check: () => mayBeOption(words[i]) });
      continue;
    }
    const named = /^--([a-z-]+)(=?)/.exec(option);
    if (named !== null) {
      const count = long[named[1] ?? ""];
      if (count === 0 && named[2] === "=") roles.set(i, { refusal });
      else if (count === 0) isNext = true;
      else if (count !== undefined && named[2] !== "=") i += count;
      continue;
    }
    if (/^[-+]./.test(option)) {
      const letters = option.slice(1);
      const first = [...letters].findIndex((letter) => program.includes(letter) || data.includes(letter));
      const letter = letters[first] ?? "";
      const isLast = first === letters.length - 1 && text !== undefined;
      if (first < 0) continue;
      if (program.includes(letter)) {
        if (isShell || isLast) isNext = true;
        else roles.set(i, { refusal });
      } else if (isLast) i++;
      continue;
    }
    if (text === undefined && filling === undefined && begins === "") continue;
    if (operand !== undefined && !isNamed) {
      roles.set(i, { refusal });
      isNamed = true;
    } else if (
      operand === undefined &&
      filling !== undefined &&
      isCommand &&
      !areOperands &&
      interpreter !== BY_COMMAND
    )
      roles.set(i, { check: () => mayBeOption(words[i]) });
    if (operand === undefined && interpreter !== BY_COMMAND) return;
  }
}

/** Why a value is no operand: it may begin with `-`, and would be an option. */
export function mayBeOption({ filling }: Pick<CommandWord, "filling"> = {}): Refusal | undefined {
  if (filling === undefined || filling.is === "any" || filling.is === "bash" || filling.is === "list") return undefined;
  const starts =
    filling.is === "late"
      ? filling.format !== "path" && filling.format !== "integer"
      : textOf(filling)?.startsWith("-");
  return starts
    ? unknown('what begins with - would be an option: put -- before it, or give it the format "path"')
    : undefined;
}

/** The other host's shell reads all that stands behind the destination, once more. */
function sshRoles(words: readonly CommandWord[], roles: Map<number, Role>): void {
  const again = programOf("the shell of the other host", "write x=${…} first, then ${x@Q}");
  let isDestination = true;
  let isOperand = false;
  for (let i = 1; i < words.length; i++) {
    const word = words[i];
    const text = word?.text ?? word?.begins ?? "";
    if (isDestination && !isOperand && text === "--") isOperand = true;
    else if (isDestination && !isOperand && /^-[A-Za-z]/.test(text)) {
      if (/^-o/.test(text))
        roles.set(text === "-o" ? i + 1 : i, { refusal: programOf("ssh", "put it into a file of ssh_config") });
      if (/^-[BbcDEeFIiJLlmOopQRSWw]$/.test(text)) i++;
    } else if (isDestination) {
      if (!isOperand) roles.set(i, { check: () => mayBeOption(word) });
      isDestination = false;
    } else roles.set(i, { refusal: again });
  }
}
