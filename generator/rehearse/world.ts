import { spawnSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Definition } from "../dsl/container.ts";
import { isUnprivileged } from "../dsl/privilege.ts";
import { inMebibytes } from "../dsl/units.ts";
import { pctLine, pctLines } from "../explain/pct-lines.ts";
import type { HostSettings } from "../plan/container-settings.ts";
import type { Plan } from "../plan/plan.ts";
import type { Script } from "../render/script.ts";
import { createSimulator, type SimulatedContainer } from "../simulator/create.ts";
import { BugError } from "../validation/failures.ts";
import { stemOf } from "./point.ts";
import type { StandIns } from "./stand-ins.ts";

/** What stands for a host that no `host.ts` describes. */
export const ANY_GROUND: HostSettings = {
  bridge: "vmbr0",
  storage: "local-zfs",
  osTemplate: "local:vztmpl/stand-in.tar.zst",
};

const CONFIGURATION = "host/usr/local/phoenix_hypervisor/etc";

/**
 * A simulator in `folder` on which the script has never run: the container has been made by the very calls that `explain` prints, its
 * parent's snapshot is there, and so is whatever the script expects of its host. Returns those calls; throws if one fails.
 */
export function makeWorld(
  folder: string,
  plan: Plan,
  script: Pick<Script, "name" | "text">,
  ground: HostSettings,
  given: StandIns,
): string[] {
  const parent = plan.definition.options.cloneOf;
  createSimulator({ folder, containers: parent === undefined ? [] : [asSimulated(parent, ground)] });
  const inside = (path: string) => join(folder, path);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(inside(path)), { recursive: true });
    writeFileSync(inside(path), text);
  };
  put(`${CONFIGURATION}/phoenix_lxc_configs.json`, JSON.stringify(given.lxcConfig));
  put(`${CONFIGURATION}/phoenix_hypervisor_config.json`, JSON.stringify(given.hypervisorConfig));
  // A path stays below the folder, however many `..` it has.
  const onHost = (path: string) => join("host", join("/", path));
  for (const [path, text] of given.files) put(onHost(path), text);
  for (const path of given.folders) mkdirSync(inside(onHost(path)), { recursive: true });
  for (const path of given.devices) {
    mkdirSync(dirname(inside(onHost(path))), { recursive: true });
    symlinkSync("/dev/null", inside(onHost(path)));
  }
  for (const [url, { status, body }] of given.answers) {
    put(`state/curl/at/${addressName(url)}/status`, `${status}\n`);
    put(`state/curl/at/${addressName(url)}/body`, body);
  }
  // Steps on the host meet the same faults as those inside.
  linkSync(inside("lib/host-program.bash"), inside("bin/bash"));
  chmodSync(inside("bin/bash"), 0o755);
  const modelled = plan.steps.filter(({ step }) => step.side === "host" && step.traits?.confined !== true);
  put("state/modelled", modelled.map((step) => `${stemOf(step)}\n`).join(""));
  mkdirSync(inside("tmp"));
  put(`scripts/${script.name}`, script.text);
  chmodSync(inside(`scripts/${script.name}`), 0o755);
  const made = pctLines(plan.definition, ground);
  for (const words of made) call(folder, words);
  writeFileSync(inside("state/calls"), "");
  return made.map(pctLine);
}

/** What the simulator's `curl` looks an address up by. */
const addressName = (url: string): string => url.replaceAll(/[^A-Za-z0-9.]/g, "_");

/** The parent as its own script has left it: with its snapshot, and its disk as large as it is. */
const asSimulated = ({ options, ...definition }: Definition, { storage }: HostSettings): SimulatedContainer => ({
  ctid: options.ctid,
  hostname: options.name,
  running: true,
  unprivileged: isUnprivileged({ options, ...definition } as Definition),
  config: [
    `rootfs: ${options.storage ?? storage}:subvol-${options.ctid}-disk-0,size=${inMebibytes(options.disk)}M`,
    ...(Object.values(options.features ?? {}).includes(true) ? ["features: nesting=1"] : []),
  ],
  snapshots: [{ name: options.snapshot ?? "", description: "a stand-in for what its script has made" }],
});

function call(folder: string, [program = "", ...words]: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(join(folder, "bin", program), words, {
    cwd: folder,
    env: { PATH: "/usr/bin:/bin", LANG: "C.UTF-8" },
    encoding: "utf8",
  });
  if (status !== 0) throw new BugError(`'${pctLine([program, ...words])}' failed on the simulator: ${stdout}${stderr}`);
}
