import { describe, expect, it } from "vitest";
import { inside, not } from "../../../generator/dsl/condition.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { mib } from "../../../generator/dsl/units.ts";
import { contradictions } from "../../../generator/rules/things/contradictions.ts";
import { apt, cron, docker, file, kernel, lxc, service, system, user } from "../../../generator/steps/index.ts";
import { containerOf } from "./container-of.ts";

/** What is said of two steps, as `aspect of thing`, with the option of each. */
const said = (...steps: Step[]): string[] =>
  contradictions(containerOf(steps)).map(({ code, message, path, related }) =>
    [
      code,
      /^the (.*) is another here/.exec(message)?.[1],
      path.join("."),
      related?.map((other) => other.path.join(".")),
    ].join(" | "),
  );

const motd = file.content({ path: "/etc/motd", content: "one\n" });
const nginx = { name: "web", image: "nginx:1.27" };

describe("two steps of one container contradict each other where they want", () => {
  it("another text, owner or mode of one file, or no such file", () => {
    expect(said(motd, file.content({ path: "/etc//motd", content: "two\n" }))).toEqual([
      "D170 | text of /etc//motd | path | path",
    ]);
    expect(said(motd, file.attributes({ path: "/etc/motd", owner: "app" }))).toEqual([
      "D170 | owner of /etc/motd | path | path",
    ]);
    expect(
      said(file.directory({ path: "/srv", mode: "0750" }), file.directory({ path: "/srv", mode: "0700" })),
    ).toEqual(["D170 | mode of /srv | path | path"]);
    expect(said(file.absent({ path: "/etc/motd" }), motd)).toEqual(["D170 | kind of /etc/motd | path | path"]);
    expect(said(motd, file.symlink({ path: "/etc/motd", target: "/run/motd" }))).toEqual([
      "D170 | kind of /etc/motd | path | path",
    ]);
  });

  it("another cron job, unit, user, group or setting of one name", () => {
    const job = (command: string) => cron.job({ name: "dump", schedule: "0 3 * * *", command });
    expect(said(job("/a"), job("/b"))).toEqual(["D170 | text of /etc/cron.d/dump | name | name"]);
    const unit = (Nice: number) => service.unit({ unit: "app.service", sections: { Service: { Nice } } });
    expect(said(unit(1), unit(2))).toEqual(["D170 | text of /etc/systemd/system/app.service | unit | unit"]);
    expect(said(service.stopped({ unit: "cron" }), service.running({ unit: "cron.service" }))).toEqual([
      "D170 | state of cron.service | unit | unit",
    ]);
    expect(
      said(user.present({ name: "a", shell: "/bin/sh" }), user.present({ name: "a", shell: "/bin/bash" })),
    ).toEqual(["D170 | shell of the user a | name | name"]);
    expect(said(user.group({ name: "a", number: 900 }), user.group({ name: "a", number: 901 }))).toEqual([
      "D170 | number of the group a | name | name",
    ]);
    const swap = (value: number) => kernel.parameter({ parameters: { "vm.swappiness": value }, file: `x${value}` });
    expect(said(swap(1), swap(2))).toEqual([
      "D170 | value of vm.swappiness | parameters.vm.swappiness | parameters.vm.swappiness",
    ]);
    expect(said(system.timeZone({ zone: "Europe/Berlin" }), system.timeZone({ zone: "Europe/Paris" }))).toHaveLength(1);
    expect(said(lxc.options({ swap: mib(512) }), lxc.options({ swap: "none" }))).toHaveLength(1);
    expect(said(apt.packages({ packages: ["nano"] }), apt.absent({ packages: ["vim", "nano"] }))).toEqual([
      "D170 | state of the package nano | packages.1 | packages.0",
    ]);
  });

  it("another Docker container, network or volume of one name", () => {
    expect(said(docker.container(nginx), docker.container({ ...nginx, restart: "always" }))).toEqual([
      "D170 | options of the Docker container web | name | name",
    ]);
    expect(said(docker.network({ name: "n1" }), docker.network({ name: "n1", internal: true }))).toHaveLength(1);
    expect(said(docker.volume({ name: "v1" }), docker.volume({ name: "v1", driver: "nfs" }))).toHaveLength(1);
  });
});

describe("no two steps contradict each other that", () => {
  it("say the same, or speak of different aspects", () => {
    expect(said(motd, file.content({ path: "/etc/motd", content: "one\n", title: "again" }))).toEqual([]);
    expect(said(motd, file.attributes({ path: "/etc/motd", mode: "0644" }))).toEqual([]);
    expect(
      said(file.directory({ path: "/srv", mode: "0750" }), file.directory({ path: "/srv", owner: "app" })),
    ).toEqual([]);
    expect(said(user.present({ name: "a", shell: "/bin/sh" }), user.present({ name: "a", groups: ["adm"] }))).toEqual(
      [],
    );
    expect(said(docker.container(nginx), docker.container(nginx))).toEqual([]);
    expect(said(apt.packages({ packages: ["nano=7*"] }), apt.packages({ packages: ["nano"] }))).toEqual([]);
  });

  it("change parts of one file, or write it once", () => {
    const line = (text: string) => file.line({ path: "/etc/motd", line: text });
    expect(said(line("a"), line("b"), motd)).toEqual([]);
    expect(said(file.json({ path: "/a", merge: { a: 1 } }), file.json({ path: "/a", merge: { b: 2 } }))).toEqual([]);
    expect(said(file.content({ path: "/etc/motd", content: "first\n", once: true }), motd)).toEqual([]);
  });

  it("have different names, or come under different conditions", () => {
    expect(said(motd, file.content({ path: "/etc/motd.tail", content: "two\n" }))).toEqual([]);
    expect(said(docker.container(nginx), docker.container({ ...nginx, name: "web2" }))).toEqual([]);
    const other = file.content({ path: "/etc/motd", content: "two\n", when: inside.gpu() });
    expect(said(file.content({ path: "/etc/motd", content: "one\n", when: not(inside.gpu()) }), other)).toEqual([]);
    expect(said(motd, other)).toEqual([]);
  });

  it("stand in a template and in its clone", () => {
    const two = file.content({ path: "/etc/motd", content: "two\n" });
    expect(contradictions(containerOf([two], [motd]))).toEqual([]);
  });
});

it("a step that stands twice in one container does not contradict itself", () => {
  expect(said(motd, motd)).toEqual([]);
});
