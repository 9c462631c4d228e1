/** One way in which a script can end. */
interface ExitCode {
  /** The constant's name in the script. */
  readonly name: `EXIT_${string}`;
  readonly code: number;
  /** What it means, in at most 80 characters. */
  readonly meaning: string;
}

/** The exit codes of every script: the one table that the scripts, the documents, `explain`, `rehearse` and the tests share. */
export const EXIT_CODES = [
  { name: "EXIT_DONE", code: 0, meaning: "done, or already done" },
  { name: "EXIT_USAGE", code: 1, meaning: "wrong arguments, wrong CTID, or no such container" },
  { name: "EXIT_WOULD_CHANGE", code: 10, meaning: "PHOENIX_MODE=check only: something would change" },
  { name: "EXIT_UNKNOWN", code: 11, meaning: "PHOENIX_MODE=check only: cannot tell whether something would change" },
  { name: "EXIT_VALUE_MISSING", code: 20, meaning: "a value needed at run time is missing or malformed" },
  {
    name: "EXIT_NOT_READY",
    code: 21,
    meaning: "container not ready: not started or booted in time, or not as defined",
  },
  { name: "EXIT_STEP_FAILED", code: 22, meaning: "a step failed" },
  { name: "EXIT_STEP_LATE", code: 23, meaning: "a step ran out of time" },
  { name: "EXIT_ALREADY_RUNNING", code: 24, meaning: "another run holds this CTID" },
  { name: "EXIT_LOCKED", code: 25, meaning: "the container is locked by Proxmox; the log names the lock" },
  { name: "EXIT_POWER", code: 26, meaning: "shutdown, start or restart failed" },
  { name: "EXIT_SNAPSHOT", code: 27, meaning: "snapshot failed" },
  { name: "EXIT_NOT_VERIFIED", code: 28, meaning: "a step did not verify" },
  { name: "EXIT_BUG", code: 70, meaning: "a bug in the script" },
  { name: "EXIT_HOST_LACKS", code: 78, meaning: "this host lacks something the script needs" },
  { name: "EXIT_HUP", code: 129, meaning: "ended by HUP" },
  { name: "EXIT_INT", code: 130, meaning: "ended by INT" },
  { name: "EXIT_TERM", code: 143, meaning: "ended by TERM" },
] as const satisfies readonly ExitCode[];

type Row = (typeof EXIT_CODES)[number];

/** The number of each constant: `exitCode.EXIT_STEP_FAILED` is 22. */
export const exitCode = Object.fromEntries(EXIT_CODES.map(({ name, code }) => [name, code])) as {
  readonly [One in Row as One["name"]]: One["code"];
};
