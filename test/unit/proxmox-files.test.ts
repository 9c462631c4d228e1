import { describe, expect, it } from "vitest";
import type { Definition } from "../../generator/dsl/container.ts";
import { template } from "../../generator/dsl/container-schema.ts";
import { localFile } from "../../generator/dsl/local-file.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { proxmoxFileProblems } from "../../generator/rules/proxmox-files.ts";
import { fileAbsent } from "../../generator/steps/kinds/file-absent.ts";
import { fileAttributes } from "../../generator/steps/kinds/file-attributes.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileFolder } from "../../generator/steps/kinds/file-folder.ts";
import { fileIni } from "../../generator/steps/kinds/file-ini.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import { fileSymlink } from "../../generator/steps/kinds/file-symlink.ts";
import { serviceRunning } from "../../generator/steps/kinds/service-running.ts";
import { serviceStopped } from "../../generator/steps/kinds/service-stopped.ts";
import { systemHosts } from "../../generator/steps/kinds/system-hosts.ts";

const container = (steps: readonly Step[], cloneOf?: Definition): Definition =>
  ({ is: "application", options: { ctid: 101, name: "web", network: { ip: "10.0.0.9/24" }, steps, cloneOf } }) as never;
const said = (...steps: Step[]): string[] => {
  expect(steps.flatMap(({ problems }) => problems)).toEqual([]);
  return proxmoxFileProblems(container(steps)).map(({ severity, code, message, path }) =>
    [severity, code, message.replace(/ itself at .*/, ""), ...path].join(" "),
  );
};
const warning = (path: string): string => `warning D340 Proxmox writes ${path} path`;
const resolv = "/etc/resolv.conf";

describe("H27: a file that Proxmox writes at each start is a warning", () => {
  it("whatever decides it as a whole", () => {
    for (const path of [
      resolv,
      "/etc/hostname",
      "/etc/hosts",
      "/etc/network/interfaces",
      "/etc//systemd/network/eth0.network",
      "/etc/systemd/system-preset/00-pve.preset",
    ]) {
      const named = [warning(path.replace("//", "/"))];
      expect(said(fileContent({ path, content: "x" }))).toEqual(named);
      expect(said(fileSymlink({ path, target: "/run/x" }))).toEqual(named);
      expect(said(fileAbsent({ path }))).toEqual(named);
      expect(said(fileAttributes({ path, mode: "0600" }))).toEqual(named);
      expect(said(fileAttributes({ path, mode: "0644", owner: "root" }))).toEqual([]);
    }
    expect(said(fileIni({ path: "/etc/systemd/network/eth0.network", merge: { Network: { DNS: "x" } } }))).toHaveLength(
      1,
    );
    expect(said(fileAbsent({ path: "/etc/systemd/network" }))).toEqual([warning("/etc/systemd/network/eth0.network")]);
    const files = ["interfaces", "interfaces.d/eth1"].map((name) => localFile(name, Buffer.from("x")));
    const source = { is: "local-folder", path: "files/network", files } as const;
    expect(said(fileFolder({ path: "/etc/network", source }))).toEqual([warning("/etc/network/interfaces")]);
  });

  it("a line of Proxmox's own, and no other", () => {
    expect(said(fileLine({ path: resolv, line: "nameserver 1.1.1.1" }))).toEqual([warning(resolv)]);
    expect(said(fileLine({ path: resolv, absent: /^nameserver 10\./ }))).toEqual([warning(resolv)]);
    expect(said(fileLine({ path: resolv, line: "x", replaces: /^(search|domain) / }))).toEqual([warning(resolv)]);
    expect(said(fileLine({ path: resolv, line: "options timeout:1", replaces: /^options\b/ }))).toEqual([]);
    expect(said(fileLine({ path: "/etc/hosts", line: "10.0.0.5 db" }))).toEqual([]);
    expect(said(fileLine({ path: "/etc/hosts", absent: /\sweb$/ }))).toEqual([warning("/etc/hosts")]);
    expect(said(fileLine({ path: "/etc/hosts", line: "10.0.0.9 x", replaces: "10.0.0.9 " }))).toHaveLength(1);
    expect(said(systemHosts({ entries: { "10.0.0.5": "db" } }))).toEqual([]);
    expect(said(fileLine({ path: "/etc/hostname", line: "x" }))).toEqual([warning("/etc/hostname")]);
    expect(said(fileLine({ path: "/etc/network/interfaces", line: "post-up x" }))).toHaveLength(1);
    expect(said(fileLine({ path: "/etc/network/interfaces", line: "source /etc/x" }))).toEqual([]);
  });

  it("and so is a console's unit that it links or unmasks", () => {
    const warned = (step: Step): string[] => step.doubts.map(({ code, path }) => `${code} ${path}`);
    for (const step of [
      serviceRunning({ unit: "getty@tty1" }),
      serviceRunning({ unit: "container-getty@3.service" }),
      serviceStopped({ unit: "container-getty@1.service" }),
      serviceStopped({ unit: "getty.target", atBoot: "masked" }),
    ])
      expect(warned(step)).toEqual(["D340 unit"]);
    expect(warned(serviceStopped({ unit: "container-getty@1.service", atBoot: "masked" }))).toEqual([]);
    expect(warned(serviceRunning({ unit: "getty@tty1.service", enabled: false }))).toEqual([]);
    expect(warned(serviceRunning({ unit: "worker@1.service" }))).toEqual([]);
  });

  it("names what to do instead, and none where Proxmox is kept off it, here or in the template", () => {
    const step = fileContent({ path: resolv, content: "nameserver 1.1.1.1\n" });
    const ignore = fileContent({ path: "/etc/.pve-ignore.resolv.conf", content: "" });
    expect(proxmoxFileProblems(container([step])).map(({ fix }) => fix)).toEqual([
      "set name servers and search domain with lxc.options({ nameservers: […], searchDomain: … }), or keep Proxmox off it: " +
        'file.content({ path: "/etc/.pve-ignore.resolv.conf", content: "" })',
    ]);
    expect(said(ignore, step)).toEqual([]);
    const base = template({ ctid: 100, name: "base", snapshot: "ready", steps: [ignore] } as never);
    expect(proxmoxFileProblems(container([step], base))).toEqual([]);
    expect(said(fileAbsent({ path: "/etc/.pve-ignore.resolv.conf" }), step)).toHaveLength(1);
    expect(said(fileContent({ path: "/etc/resolv.conf.d/x", content: "" }))).toEqual([]);
  });
});
