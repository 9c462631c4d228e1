import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { RunRecord } from "../../generator/contract/run-record.ts";
import type { Application, Definition, Template } from "../../generator/dsl/container.ts";
import { application, template } from "../../generator/dsl/container-schema.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { gib, mib } from "../../generator/dsl/units.ts";
import { renderTemplate } from "../../generator/handlebars/render-template.ts";
import { answerOf } from "../../generator/hosts/ssh/answer.ts";
import { type Answer, readAnswer } from "../../generator/hosts/status/answer.ts";
import { describeContainer } from "../../generator/hosts/status/describe.ts";
import type { DescribedHost } from "../../generator/hosts/status/host-status.ts";
import { questionFor } from "../../generator/hosts/status/question.ts";
import { makePlan, type Plan } from "../../generator/plan/plan.ts";
import { renderScript } from "../../generator/render/script.ts";
import { createSimulator, type SimulatedContainer } from "../../generator/simulator/create.ts";

export const FOLDER = "/usr/local/phoenix_hypervisor/bin";
export const WORD = "0123456789abcdef";

const options = (ctid: number) => ({
  ctid,
  name: `ct${ctid}`,
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: `10.0.0.${ctid % 250}/24` as const, gateway: "10.0.0.251", mac: macOf(ctid) },
});

const macOf = (ctid: number): string => `BC:24:11:00:00:${(ctid % 100) + 10}`;

/** An application that is sound. */
export const app = (ctid: number, steps: readonly Step[] = []): Application =>
  application({ ...options(ctid), unprivileged: true, steps });

/** A template that is sound. */
export const tpl = (ctid: number, steps: readonly Step[] = []): Template =>
  template({ ...options(ctid), unprivileged: true, snapshot: "ready", steps });

export const planOf = (definition: Definition): Plan =>
  makePlan(definition, {
    file: () => `definitions/${definition.options.ctid}.ts`,
    place: (_, file) => ({ file, line: 1, column: 1 }),
  });

/** Lines of the configuration that a container has which is as {@link app} says. */
export const configOf = (ctid: number): string[] => [
  `net0: name=eth0,bridge=vmbr0,gw=10.0.0.251,hwaddr=${macOf(ctid)},ip=10.0.0.${ctid % 250}/24,type=veth`,
];

export const simulated = (ctid: number, more: Partial<SimulatedContainer> = {}): SimulatedContainer => ({
  ctid,
  hostname: `ct${ctid}`,
  running: true,
  unprivileged: true,
  ...more,
  config: [...configOf(ctid), ...(more.config ?? [])],
});

/** What these definitions say of one host. */
export const describedHost = (
  definitions: readonly Definition[],
  more: Partial<DescribedHost> = {},
): DescribedHost => ({
  scriptFolder: FOLDER,
  scriptLinks: null,
  containers: definitions.map((one) => describeContainer(planOf(one))),
  fleet: new Map(definitions.map(({ options: { ctid } }) => [ctid, "host"])),
  isPart: false,
  ...more,
});

/** A record of a run that ended well. */
export const done = (ctid: number, more: Partial<RunRecord> = {}): Record<string, unknown> => ({
  version: 1,
  ctid,
  run: "0123456789abcdef0123456789abcdef",
  mode: "apply",
  state: "done",
  plan: "",
  body: "",
  pid: 4711,
  processStart: "1",
  boot: "",
  start: "2026-11-30T03:28:39+0000",
  end: "2026-11-30T03:29:39+0000",
  exit: 0,
  seconds: 60,
  changed: true,
  startedContainer: false,
  counts: { ok: 1, changed: 0, "would-change": 0, unknown: 0, skipped: 0, failed: 0 },
  reason: "",
  steps: [],
  ...more,
});

/** A host in a folder of its own, with the simulator as its `pct`; removed after the test. */
export function host(containers: readonly SimulatedContainer[]) {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-status-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  createSimulator({ folder, containers });
  const root = join(folder, "host");
  const put = (path: string, content: string | Uint8Array, mode = 0o600): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    chmodSync(join(root, path), mode);
  };
  mkdirSync(join(root, FOLDER), { recursive: true });
  return {
    folder,
    root,
    put,
    putScript: (definition: Definition, change = (text: string) => text, mode = 0o755) => {
      const { name, text } = renderScript(planOf(definition));
      put(`${FOLDER}/${name}`, change(text), mode);
    },
    putRecord: (ctid: number, record: object | string, kind = "") =>
      put(
        `/var/lib/phoenix-setup/runs/${ctid}${kind}.json`,
        typeof record === "string" ? record : JSON.stringify(record),
      ),
    chown: (path: string, uid: number) => chownSync(join(root, path), uid, uid),
    /** Asks it as over ssh, but without ssh; `as` are words before the shell. */
    ask: (described: DescribedHost, as: readonly string[] = []): Answer => {
      const program = renderTemplate("deploy/status", {});
      const [first = "sh", ...rest] = [...as, "sh", "-c", program, "sh", WORD, described.scriptFolder];
      const { stdout, stderr, status } = spawnSync(first, rest, {
        input: questionFor(described),
        maxBuffer: 1 << 28,
        env: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}`, PHOENIX_HOST_ROOT: root },
      });
      return readAnswer(answerOf(WORD, { stdout, stderr: stderr.toString(), status, late: false }).answers);
    },
  };
}

export const sha256 = (text: string): string => hash("sha256", text, "hex");
