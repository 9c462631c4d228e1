import { describe, expect, it } from "vitest";
import { inside } from "../../../generator/dsl/condition.ts";
import { sh } from "../../../generator/dsl/shell.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { gib } from "../../../generator/dsl/units.ts";
import { hiddenPaths } from "../../../generator/rules/things/hidden-paths.ts";
import { portClashes } from "../../../generator/rules/things/ports.ts";
import { command, docker, file, lxc } from "../../../generator/steps/index.ts";
import { containerOf } from "./container-of.ts";

describe("two programs on one port are an error,", () => {
  const said = (steps: readonly Step[], above?: readonly Step[]): string[] =>
    portClashes(containerOf(steps, above)).map(
      ({ code, message, path, related }) =>
        `${code} ${path.join(".")} ${/^port (\d+)/.exec(message)?.[1]} ${related?.map((one) => one.path.join("."))}`,
    );
  const web = (name: string, ...ports: string[]) => docker.container({ name, image: "nginx:1.27", ports });

  it("at one address, at all of them, in the template, and with own Bash", () => {
    expect(said([web("aa", "80:80"), web("bb", "443:443", "80:8080")])).toEqual(["D172 ports.1 80 ports.0"]);
    expect(said([web("aa", "127.0.0.1:80:80"), web("bb", "0.0.0.0:80:80")])).toHaveLength(1);
    expect(said([web("aa", "80:80", "80:81")])).toHaveLength(1);
    expect(said([web("bb", "80:80")], [web("aa", "80:80")])).toHaveLength(1);
    const own = command({ title: "server", apply: sh`true`, provides: { ports: [80] } });
    expect(said([own, web("aa", "80:80")])).toEqual(["D172 ports.0 80 provides.ports.0"]);
    const file1 = { services: { one: { image: "a:1", ports: ["80:80"] } } };
    expect(said([web("aa", "80:80"), docker.compose({ name: "p", file: file1 })])).toEqual([
      "D172 file.services.one.ports 80 ports.0",
    ]);
    expect(
      said([web("aa", "80:80"), docker.trial({ name: "tt", image: "nginx:1.27", ports: ["80:80"] })]),
    ).toHaveLength(1);
  });

  it("but not with another address, protocol or port, in turn, or in the same container's place", () => {
    expect(said([web("aa", "127.0.0.1:80:80"), web("bb", "10.0.0.11:80:80")])).toEqual([]);
    expect(said([web("aa", "53:53"), web("bb", "53:53/udp")])).toEqual([]);
    expect(said([web("aa", "80:80"), web("bb", "81:80")])).toEqual([]);
    const trial = (name: string) => docker.trial({ name, image: "nginx:1.27", ports: ["80:80"] });
    expect(said([trial("tt"), trial("uu")])).toEqual([]);
    expect(said([web("aa", "80:80")], [trial("tt")])).toEqual([]);
    expect(said([web("aa", "80:80")], [web("aa", "80:80")])).toEqual([]);
    const other = docker.container({ name: "bb", image: "nginx:1.27", ports: ["80:80"], when: inside.gpu() });
    expect(said([web("aa", "80:80"), other])).toEqual([]);
  });
});

describe("a path that another step hides or removes is an error:", () => {
  const said = (...steps: Step[]): string[] =>
    hiddenPaths(containerOf(steps)).map(
      ({ code, message, path, related }) =>
        `${code} ${path.join(".")} ${/^(\S+) lies below (\S+),/.exec(message)?.slice(1)} ${related?.map((one) => one.label)}`,
    );
  const page = file.content({ path: "/srv/media/index.html", content: "hi\n" });
  const mount = lxc.mount({ source: "/tank/media", path: "/srv/media" });

  it("below a mount or a volume that comes later", () => {
    expect(said(page, mount)).toEqual(["D173 path /srv/media/index.html,/srv/media mounted here"]);
    expect(said(page, lxc.volume({ storage: "tank", path: "/srv", size: gib(8) }))).toHaveLength(1);
  });

  it("below a folder that is removed, before it or after it", () => {
    const absent = file.absent({ path: "/srv/media" });
    expect(said(absent, page)).toEqual(["D173 path /srv/media/index.html,/srv/media removed here"]);
    expect(said(page, absent)).toHaveLength(1);
  });

  it("but not after the mount, at its very path, beside it, or under a condition", () => {
    expect(said(mount, page)).toEqual([]);
    expect(said(file.directory({ path: "/srv/media" }), mount)).toEqual([]);
    expect(said(file.content({ path: "/srv/media.txt", content: "a" }), mount)).toEqual([]);
    expect(said(file.content({ path: "/srv/media/a", content: "a", when: inside.gpu() }), mount)).toEqual([]);
    expect(said(file.absent({ path: "/srv/media/old" }), page)).toEqual([]);
    expect(said(file.absent({ path: "/srv/media/old" }), file.absent({ path: "/srv/media" }))).toEqual([]);
  });
});
