import { chmodSync, cpSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { copyTree } from "../../generator/rehearse/tree.ts";
import { createSimulator } from "../../generator/simulator/create.ts";
import { settingsOf } from "../settings-of.ts";
import type { Script } from "./script.ts";

/** Programs that only a step's own command would call; they tell on whoever does. */
const canaries = ["apt-get", "dpkg", "dpkg-query", "docker", "gpg", "nvidia-smi", "ssh-keygen", "systemctl", "useradd"];

/** A simulator on which the script has never run: its container runs, and the host has what any of the scripts expects. */
export function makeHost(folder: string, script: Script): void {
  // Names that are only nearly the one that a template is to make.
  const others = script.snapshot === undefined ? [] : [`${script.snapshot}-old`, `x${script.snapshot}`];
  createSimulator({
    folder,
    containers: [
      {
        ctid: script.ctid,
        hostname: `ct${script.ctid}`,
        running: true,
        unprivileged: true,
        config: settingsOf(script.path),
        snapshots: others.map((name) => ({ name, description: "made by an operator" })),
      },
    ],
  });
  const inside = (path: string) => join(folder, path);
  // The files that operators keep are those of the contract tests.
  cpSync(join(REPOSITORY, "test/contract/host"), inside("host"), { recursive: true });
  mkdirSync(inside("host/dev/nvidia-caps"), { recursive: true });
  for (const device of ["nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm-tools"])
    symlinkSync("/dev/null", inside(`host/dev/${device}`));
  symlinkSync("/dev/ptmx", inside("host/dev/nvidia-uvm"));
  writeFileSync(inside("state/curl/body"), '{"choices":[{"message":{"content":"It is Paris."}}]}\n');
  // Steps on the host meet the same faults as those inside.
  linkSync(inside("lib/host-program.bash"), inside("bin/bash"));
  chmodSync(inside("bin/bash"), 0o755);
  writeFileSync(inside("bin/canary"), '#!/bin/bash\nprintf "%s\\n" "$0 $*" >>"${0%/bin/*}/state/canary"\nexit 97\n');
  chmodSync(inside("bin/canary"), 0o755);
  for (const name of canaries) symlinkSync("canary", inside(`bin/${name}`));
  writeFileSync(inside("state/arrivals"), "");
  mkdirSync(inside("tmp"));
  // A copy, since the scripts may be generated anew while they are tried.
  mkdirSync(inside("scripts"));
  cpSync(script.path, inside(`scripts/${basename(script.path)}`));
  chmodSync(inside(`scripts/${basename(script.path)}`), 0o755);
}

/** A copy of a simulator that nobody runs on; what never changes is linked. */
export function copySimulator(from: string, to: string): void {
  mkdirSync(to);
  for (const part of readdirSync(from, { withFileTypes: true }))
    if (part.isDirectory())
      copyTree(join(from, part.name), join(to, part.name), ["bin", "lib", "scripts"].includes(part.name));
}
