import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { called } from "./in-process.ts";
import { output } from "./json-output.ts";
import { definition, project } from "./project.ts";
import { REFUSED, sshStandIn } from "./ssh-stand-in.ts";
import { done, host, simulated } from "./status-world.ts";

const isRoot = process.getuid?.() === 0;
const HOST =
  'import { host } from "phoenix-setup";\nexport default host({ bridge: "vmbr0", storage: "tank", osTemplate: "local:x", images: {}';
const fleet = {
  "definitions/900-base.ts": definition(900, { snapshot: '"ready"' }),
  "definitions/910-web.ts": definition(910),
  "definitions/host.ts": `${HOST}, ssh: "root@pve1" });\n`,
};

/** Runs what ssh is given on a host in a folder, once for each connection. */
const connected = (there: ReturnType<typeof host>): string =>
  [
    `echo "$@" | head -c 20 >>'${there.folder}/connections'`,
    `export PHOENIX_HOST_ROOT='${there.root}' PATH='${there.folder}/bin':"$PATH"`,
    'exec sh -c "$3"',
  ].join("\n");

const NET = (ctid: number) =>
  `net0: name=eth0,bridge=vmbr0,gw=10.0.0.251,hwaddr=52:54:00:00:00:${(ctid % 90) + 10},ip=10.0.0.${ctid % 250}/24,type=veth`;

describe.runIf(isRoot)("status", () => {
  it("shows a table, what differs, and what to do, over one connection", async () => {
    const there = host([
      simulated(910, { running: false, config: ["memory: 1024", NET(910)] }),
      simulated(900, { config: [NET(900)] }),
    ]);
    there.putRecord(910, { ...done(910), exit: 22, reason: "apt\u001b[31m failed" });
    sshStandIn(connected(there));
    const { code, out, err } = await called(project(fleet).folder, ["status"]);
    expect(err).toBe("");
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      "host (root@pve1): 2 containers, 2 different",
      "",
      "CTID  SCRIPT   LAST RUN   CONTAINER          SNAPSHOT  NAME",
      "900   missing  none       running            none      ct900",
      "910   missing  failed 22  stopped, 1 differ  –         ct910",
      "",
      "900 ct900  (definitions/900-base.ts)",
      "  script missing; fix: phoenix-setup deploy 900",
      "  no run is known; fix: phoenix_hypervisor_setup_900.sh 900",
      "  it has no snapshot yet",
      "",
      "910 ct910  (definitions/910-web.ts)",
      "  script missing; fix: phoenix-setup deploy 910",
      "  the last run (2026-11-30T03:28:39+0000) failed with 22: apt\\u{1B}[31m failed",
      "  it is stopped; fix: pct start 910",
      "  memory is 1024, its definition says 2048; fix: pct set 910 --memory 2048",
      "",
    ]);
    expect(readFileSync(join(there.folder, "connections"), "utf8")).toBe("-T root@pve1 sh -c ' ".slice(0, 20));
  });

  it("ends with 0 if all is as described, and with JSON says each thing by its name", async () => {
    const { folder } = project({ "definitions/910-web.ts": definition(910) });
    const { value } = await output(folder, "generate", ["generate", "--no-types", "--no-lint", "--json"]);
    expect(value.status).toBe("done");
    const there = host([simulated(910, { config: [NET(910)] })]);
    const name = "phoenix_hypervisor_setup_910.sh";
    const text = readFileSync(join(folder, "dist-scripts", name), "utf8");
    const [, plan = ""] = /^# plan: (.*)$/m.exec(text) ?? [];
    there.put(`/usr/local/phoenix_hypervisor/bin/${name}`, text, 0o755);
    there.putRecord(910, { ...done(910), plan });
    sshStandIn(connected(there));
    const words = ["status", "--host", "root@pve1", "--json"];
    expect((await output(folder, "status", words)).value).toMatchObject({
      exit: 0,
      asDescribed: 1,
      different: 0,
      hosts: [{ host: "host", ssh: "root@pve1", state: "read", containers: [{ ctid: 910, script: { is: "same" } }] }],
    });
  });
});

describe("status of several hosts", () => {
  const two = {
    ...Object.fromEntries(
      ["pve1", "pve2"].map((name) => [`definitions/${name}.ts`, `${HOST}, ssh: "root@${name}" });\n`]),
    ),
    ...Object.fromEntries(
      [910, 911].map((ctid) => {
        const name = `pve${ctid - 909}`;
        return [`definitions/${ctid}-web.ts`, `import on from "./${name}.ts";\n${definition(ctid, { host: "on" })}`];
      }),
    ),
  };

  it("that cannot be reached ends with 3, and says for each why, in ssh's own words", async () => {
    sshStandIn(REFUSED);
    const { code, out } = await called(project(two).folder, ["status"]);
    expect(code).toBe(3);
    expect(out.split("\n\n")).toEqual([
      "pve1 (root@pve1): not reachable\n  root@pve1: nothing listens for ssh there\n  ssh: connect to host root@pve1 port 22: Connection refused",
      "pve2 (root@pve2): not reachable\n  root@pve2: nothing listens for ssh there\n  ssh: connect to host root@pve2 port 22: Connection refused\n",
    ]);
  });

  it("asks only the one that --host names, or that containers are on", async () => {
    sshStandIn(REFUSED);
    const { folder } = project(two);
    expect((await called(folder, ["status", "--host", "pve2"])).out).toMatch(/^pve2 .*$/m);
    expect((await called(folder, ["status", "--host", "pve2"])).out).not.toMatch(/^pve1/m);
    expect((await called(folder, ["status", "910"])).out).not.toMatch(/^pve2/m);
    expect(await called(folder, ["status", "--host", "pve3"])).toMatchObject({ code: 2, out: "" });
  });

  it("without a way to get there is wrong use", async () => {
    const { code, err } = await called(project({ "definitions/910-web.ts": definition(910) }).folder, ["status"]);
    expect(code).toBe(2);
    expect(err).toContain('write ssh: "root@…" into its host({ … }), or give --host root@…');
  });
});
