/** What a code stands for. */
interface ProblemClass {
  /** An error ends the run; a warning can be accepted. */
  readonly severity: "error" | "warning";
  /** The heading of its section in `generator/ERRORS.md`. */
  readonly title: string;
}

/** The codes of all problems: the one table, in the order of `generator/ERRORS.md`, which explains each. */
export const PROBLEM_CODES = {
  // Errors in a definition.
  D101: { severity: "error", title: "a field is missing" },
  D102: { severity: "error", title: "unknown field" },
  D103: { severity: "error", title: "wrong type" },
  D104: { severity: "error", title: "a value out of its limits" },
  D110: { severity: "error", title: "two containers share what each needs for itself" },
  D111: { severity: "error", title: "gateway" },
  D112: { severity: "error", title: "circular clones" },
  D113: { severity: "error", title: "the parent is no part of the fleet" },
  D114: { severity: "error", title: "a CTID contradicts the order of set-up" },
  D115: { severity: "error", title: "no host for the container" },
  D116: { severity: "error", title: "file name and CTID differ" },
  D117: { severity: "error", title: "a clone on another host than its template" },
  D118: { severity: "error", title: "the host is no part of the fleet" },
  D119: { severity: "error", title: "two hosts of one name" },
  D120: { severity: "error", title: "a feature is missing" },
  D121: { severity: "error", title: "more tensor parallelism than GPUs" },
  D122: { severity: "error", title: "a step waits for a change that it cannot see" },
  D130: { severity: "error", title: "a template cannot be filled" },
  D140: { severity: "error", title: "a container that is needed is not part of the fleet" },
  D141: { severity: "error", title: "nobody to wait for" },
  D150: { severity: "error", title: "a step and its container contradict each other" },
  D151: { severity: "error", title: "a folder of the host in a container that ends as a snapshot" },
  D152: { severity: "error", title: "a parameter of the host's kernel in an unprivileged container" },
  D153: { severity: "error", title: "a folder of the host that a container can change" },
  D154: { severity: "error", title: "protected before its last mount" },
  D160: { severity: "error", title: "a kind of step with a built-in kind's name" },
  D161: { severity: "error", title: "no such shared part" },
  D165: { severity: "error", title: "a step on the host asks inside" },
  D170: { severity: "error", title: "two steps contradict each other" },
  D171: { severity: "error", title: "a step before the one that makes what it needs" },
  D172: { severity: "error", title: "two programs on one port" },
  D173: { severity: "error", title: "a path that another step hides or removes" },
  // Errors in a template of an own kind.
  D162: { severity: "error", title: "a value where no word is read" },
  D163: { severity: "error", title: "Bash outside of the step's functions" },
  D164: { severity: "error", title: "the template cannot be filled" },
  D210: { severity: "error", title: "the template does not parse" },
  // Errors in a file.
  D201: { severity: "error", title: "the file cannot be read as TypeScript" },
  D202: { severity: "error", title: "the file's own code failed" },
  D203: { severity: "error", title: "files import each other" },
  D204: { severity: "error", title: "no definition" },
  D205: { severity: "error", title: "the file cannot be opened" },
  D206: { severity: "error", title: "the file is not plain text" },
  D207: { severity: "error", title: "more than one definition" },
  D208: { severity: "error", title: "the file's own code does not come to an end" },
  D209: { severity: "error", title: "no container" },
  D211: { severity: "error", title: "a definition that is not read" },
  D212: { severity: "error", title: "not available in a definition" },
  D220: { severity: "error", title: "wrong type" },
  // Errors in a configuration that is read by `import` or `export config`.
  D410: { severity: "error", title: "the configuration cannot be read" },
  D411: { severity: "error", title: "the configuration is not JSON" },
  D412: { severity: "error", title: "a value that no definition can have" },
  D413: { severity: "error", title: "a line that is not a setting" },
  D414: { severity: "error", title: "a container is there already" },
  D415: { severity: "error", title: "the parent is unknown" },
  D416: { severity: "error", title: "a pending change" },
  // Warnings.
  D221: { severity: "warning", title: "types could not be checked" },
  D301: { severity: "warning", title: "Docker in an unprivileged container without `keyctl`" },
  D302: { severity: "warning", title: "image tag `latest`" },
  D303: { severity: "warning", title: "MLX weights for vLLM" },
  D304: { severity: "warning", title: "an acceptance that is not needed" },
  D309: { severity: "warning", title: "a doubt of an own kind of step" },
  D320: { severity: "warning", title: "it waits for a container that comes later" },
  D330: { severity: "warning", title: "a secret that can be guessed" },
  D331: { severity: "warning", title: "a secret that is open to everybody inside" },
  D332: { severity: "warning", title: "a parameter of the host's own kernel" },
  D333: { severity: "warning", title: "no snapshot with a folder of the host" },
  D334: { severity: "warning", title: "a schedule that limits both days" },
  D335: { severity: "warning", title: "a secret in the clear" },
  D336: { severity: "warning", title: "a file of root's in a user's folder" },
  D337: { severity: "warning", title: "a file that every run empties" },
  D340: { severity: "warning", title: "a file that Proxmox writes itself" },
  D341: { severity: "warning", title: "a sandboxed unit without `nesting`" },
  D342: { severity: "warning", title: "a number that only the container knows" },
  D343: { severity: "warning", title: "a path that does not say where" },
  D350: { severity: "warning", title: "a user or group that nothing makes" },
  D351: { severity: "warning", title: "a program that nothing installs" },
  D352: { severity: "warning", title: "a wait for what nothing makes" },
  D353: { severity: "warning", title: "something that nothing uses" },
  D354: { severity: "warning", title: "what is fetched may be another tomorrow" },
  D420: { severity: "warning", title: "a setting was not imported" },
  D421: { severity: "warning", title: "a secret was not imported" },
  D422: { severity: "warning", title: "two inputs differ" },
  D430: { severity: "warning", title: "a value that a script reads is missing" },
  D431: { severity: "warning", title: "an order that the orchestrator does not keep" },
} as const satisfies Readonly<Record<`D${number}`, ProblemClass>>;

/** A code of the table. */
export type ProblemCode = keyof typeof PROBLEM_CODES;

/** A code of a warning. */
export type WarningCode = {
  [Code in ProblemCode]: (typeof PROBLEM_CODES)[Code]["severity"] extends "warning" ? Code : never;
}[ProblemCode];

/** Returns whether a problem with this code is an error or a warning. */
export const severityOf = (code: ProblemCode): ProblemClass["severity"] => PROBLEM_CODES[code].severity;
