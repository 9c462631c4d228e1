import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Returns the lines `key: value` of a configuration on the host that is as the script's definition says, read from the script. */
export const settingsOf = (script: string): string[] =>
  execFileSync(join(REPOSITORY, "test/settings-of.bash"), [script], {
    env: { PATH: "/usr/bin:/bin" },
    encoding: "utf8",
  })
    .trimEnd()
    .split("\n");
