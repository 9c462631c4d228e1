import { spawnSync } from "node:child_process";

/** Programs of the host that scripts and the simulator start. */
const PROGRAMS = ["flock", "setsid", "tail", "timeout", "perl", "sha1sum", "sed"];

const QUESTION = `
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 502)) || printf 'Bash 5.2 or later, this is %s\\n' "$BASH_VERSION"
for program in "$@"; do command -v "$program" >/dev/null || printf 'the program %s\\n' "$program"; done`;

/** Why no script can be rehearsed on this machine, or undefined: a script is for a Linux host, and its Bash is the machine's own. */
export function needsOfRehearsal(): string | undefined {
  if (process.platform !== "linux")
    return `a script can be rehearsed on Linux only, not on ${process.platform}; a container will do`;
  const { stdout, error } = spawnSync("/bin/bash", ["--norc", "-c", QUESTION, "bash", ...PROGRAMS], {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin" },
  });
  if (error !== undefined) return "a rehearsal needs /bin/bash";
  const missing = stdout.trimEnd().split("\n").filter(Boolean);
  return missing.length === 0 ? undefined : `a rehearsal needs ${missing.join(", ")}`;
}
