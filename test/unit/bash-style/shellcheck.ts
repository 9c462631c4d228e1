import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentedGlobals } from "./style.ts";
import { templates } from "./templates.ts";

export const hasShellCheck = spawnSync("shellcheck", ["--version"]).status === 0;

/** What the renderer names by a value or a step. */
const RENDERED = /^(?:lxc|hypervisor|environment|hostfile|hostvariable)_/;

/** Variables that functions read although nothing sets them (SC2154): each function is looked at alone, with the globals that templates declare. */
export function unassigned(functions: ReadonlySet<string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-shellcheck-"));
  try {
    const globals = documentedGlobals(templates);
    const names = [...functions].map((text, i) => {
      const given = (text.match(/\b[a-z]\w*/g) ?? []).filter((name) => globals.has(name) || RENDERED.test(name));
      const name = `${i}.sh`;
      writeFileSync(join(folder, name), `#!/bin/bash\n${given.map((one) => `${one}=''`).join(" ")}\n${text}`);
      return name;
    });
    const { stdout, stderr, error } = spawnSync("shellcheck", ["--include=SC2154", "--format=json", ...names], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    if (error !== undefined || stderr !== "") throw new Error(`shellcheck: ${error?.message ?? stderr}`);
    const remarks = JSON.parse(stdout) as { file: string; message: string }[];
    const shown = remarks.map(({ file, message }) => {
      const [name = ""] = /(?<=\n)[\w-]+(?= \(\))/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
      return `${name}: ${message}`;
    });
    return [...new Set(shown)].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
