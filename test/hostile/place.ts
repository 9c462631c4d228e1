import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { RUN_RECORDS } from "../../generator/contract/run-record.ts";
import { copyTree, readTree } from "../../generator/rehearse/tree.ts";
import { settingsOf } from "../settings-of.ts";
import type { Case } from "./case.ts";
import type { Script } from "./script.ts";

/** What a run notes in its place, and what it may leave there. */
const notes = ["calls", "heard", "inside", "out", "err", "stopped"];
const inputs = ["host", "say", "program", "conversation", "scripts"];

/** A folder in which one case after the other runs: the host's files, the stand-ins' inputs, and what was noted of the run. */
export class Place {
  readonly folder: string;
  #before = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A host that has what the scripts expect, on which none has run yet. */
  create(scripts: readonly Script[]): void {
    mkdirSync(this.path("say"), { recursive: true });
    mkdirSync(this.path("scripts"));
    cpSync(join(REPOSITORY, "test/contract/host"), this.path("host"), { recursive: true });
    for (const folder of ["etc/pve/lxc", "run/lock/lxc", "var/log", "dev/nvidia-caps", "srv/images"])
      mkdirSync(this.path(`host/${folder}`), { recursive: true });
    writeFileSync(this.path("host/srv/images/redis.tar"), "an image\n");
    for (const device of ["nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm-tools"])
      symlinkSync("/dev/null", this.path(`host/dev/${device}`));
    symlinkSync("/dev/ptmx", this.path("host/dev/nvidia-uvm"));
    for (const script of scripts) {
      writeFileSync(
        this.path(`host/etc/pve/lxc/${script.ctid}.conf`),
        `memory: 1024\n${settingsOf(script.path).join("\n")}\n`,
      );
      // A copy, since the scripts may be generated anew while they are tried.
      cpSync(script.path, this.path(`scripts/${basename(script.path)}`));
      chmodSync(this.path(`scripts/${basename(script.path)}`), 0o755);
    }
  }

  /** Becomes a copy of another place. */
  copy(from: Place): void {
    rmSync(this.folder, { recursive: true, force: true });
    copyTree(from.folder, this.folder);
    for (const name of readdirSync(this.path("scripts"))) chmodSync(this.path(`scripts/${name}`), 0o755);
  }

  /** Puts down what the stand-ins are to do. What the host holds then, such as records of other runs, is what it has to hold afterwards. */
  prepare(given: Case): void {
    for (const name of notes.filter((name) => existsSync(this.path(name)))) rmSync(this.path(name));
    for (const name of readdirSync(this.path("say"))) rmSync(this.path(`say/${name}`));
    for (const [name, program] of Object.entries(given.said)) writeFileSync(this.path(`say/${name}`), program);
    writeFileSync(this.path("program"), `${given.program}\n`);
    const turns = given.turns.map((turn) => `turn ${turn.function} ${turn.time}\n${turn.acts.join("\n")}\n`);
    writeFileSync(this.path("conversation"), turns.join(""));
    if (given.configuration !== undefined) writeFileSync(this.#configuration(given), given.configuration);
    for (const path of [this.log, this.record(given)]) rmSync(path, { force: true });
    this.#before = readTree(this.path("host"));
  }

  #configuration({ script }: Case): string {
    return this.path(`host/etc/pve/lxc/${script.ctid}.conf`);
  }

  get log(): string {
    return this.path("host/var/log/phoenix_hypervisor.log");
  }

  record({ script, mode }: Case): string {
    return this.path(`host${RUN_RECORDS}/${script.ctid}${mode === "check" ? ".check" : ""}.json`);
  }

  /** The host's files are as they were, but for what a run may make: its log, its record and its locks; and nothing else was made, least of all a canary. */
  changes(given: Case): string[] {
    const own = new RegExp(
      `^(var/log/phoenix_hypervisor\\.log|var/lib/phoenix-setup/runs/${given.script.ctid}\\.(check\\.)?json|run/phoenix-setup/(phoenix_hypervisor_setup_)?${given.script.ctid}\\.lock|run/phoenix-setup-restart-${given.script.ctid}|run/lock/(lxc/pve-config-|phoenix_hypervisor_setup_)${given.script.ctid}\\.(lock|conf))$`,
    );
    const now = readTree(this.path("host"));
    const found = [...now].filter(([path, text]) => !own.test(path) && this.#before.get(path) !== text);
    const gone = [...this.#before.keys()].filter((path) => !own.test(path) && !now.has(path));
    const strange = readdirSync(this.folder).filter((name) => !notes.includes(name) && !inputs.includes(name));
    return [
      ...found.map(([path]) => `the host's ${path} was made or changed`),
      ...gone.map((path) => `the host's ${path} is gone`),
      ...strange.map((name) => `${name} was made`),
    ];
  }

  /** So that a flood is not kept. */
  empty(): void {
    for (const name of ["out", "err", "heard"]) if (existsSync(this.path(name))) truncateSync(this.path(name));
  }
}
