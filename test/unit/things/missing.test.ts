import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineOwnStep } from "../../../generator/custom-steps/define.ts";
import { inside } from "../../../generator/dsl/condition.ts";
import { host } from "../../../generator/dsl/host.ts";
import { sh } from "../../../generator/dsl/shell.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { seconds } from "../../../generator/dsl/units.ts";
import { baseOf } from "../../../generator/rules/things/base-system.ts";
import { missingThings } from "../../../generator/rules/things/missing.ts";
import { dockerEngine } from "../../../generator/steps/compositions/docker-engine.ts";
import {
  apt,
  command,
  cron,
  docker,
  file,
  git,
  http,
  python,
  service,
  user,
  wait,
} from "../../../generator/steps/index.ts";
import { containerOf } from "./container-of.ts";

/** What is said of a container made from an OS template, as `code option: what`. */
function said(steps: readonly Step[], above?: readonly Step[], osTemplate = "debian-12-standard_12.7-1_amd64.tar.zst") {
  const container = containerOf(steps, above);
  const made = host({ bridge: "vmbr0", storage: "tank", osTemplate: `local:vztmpl/${osTemplate}`, images: {} });
  return missingThings(container, baseOf(container, [{ name: "pve", file: "host.ts", made }])).map(
    ({ code, path, message }) =>
      `${code} ${path.join(".")}: ${/^this step (?:needs|waits for) (.*?)(?:, which|, and '(?:.*)', which)/.exec(message)?.[1]}`,
  );
}

const owned = (owner: string, group = "root") => file.content({ path: "/etc/app.conf", content: "a\n", owner, group });
const within = seconds(10);
const own = command({ title: "whatever", apply: sh`true` });

describe("a user or group that nothing makes is a warning,", () => {
  it("wherever a step names one", () => {
    expect(said([owned("webapp")])).toEqual(["D350 owner: the user webapp"]);
    expect(said([owned("root", "webapp")])).toEqual(["D350 group: the group webapp"]);
    expect(said([cron.job({ name: "a", schedule: "@daily", command: "/a", user: "webapp" })])).toHaveLength(1);
    expect(said([command({ title: "a", apply: sh`true`, asUser: "webapp" })])).toEqual([
      "D350 asUser: the user webapp",
    ]);
    expect(said([user.present({ name: "a", groups: ["render", "games2"] })])).toEqual([
      "D350 groups.1: the group games2",
    ]);
    const unit = service.unit({ unit: "a.service", sections: { Service: { User: "webapp", ExecStart: "/a" } } });
    expect(said([unit])).toEqual(["D350 sections.Service.User: the user webapp"]);
  });

  it("once, and in spite of packages that have nothing to do with it", () => {
    expect(said([apt.packages({ packages: ["nginx", "curl"] }), owned("webapp"), owned("webapp", "webapp")])).toEqual([
      "D350 owner: the user webapp",
      "D350 group: the group webapp",
    ]);
  });

  it("but not one of the system, of a package, of a step before, or of the template", () => {
    expect(said([owned("www-data", "adm")])).toEqual([]);
    expect(said([apt.packages({ packages: ["grafana"] }), owned("grafana", "grafana")])).toEqual([]);
    expect(said([apt.packages({ packages: ["mariadb-server"] }), owned("mysql")])).toEqual([]);
    expect(said([user.present({ name: "webapp" }), owned("webapp", "webapp")])).toEqual([]);
    expect(said([owned("webapp")], [user.present({ name: "webapp" })])).toEqual([]);
    const unit = service.unit({ unit: "a.service", sections: { Service: { User: "webapp", DynamicUser: true } } });
    expect(said([unit])).toEqual([]);
  });

  it("nor where it cannot be known: own Bash, a package from elsewhere, another OS template, a condition", () => {
    expect(said([own, owned("webapp")])).toEqual([]);
    expect(said([apt.deb({ package: "app", file: "/a.deb" }), owned("webapp")])).toEqual([]);
    expect(said([owned("webapp")], undefined, "ours.tar.zst")).toEqual([]);
    expect(said([file.content({ path: "/a", content: "a", owner: "webapp", when: inside.has("webapp") })])).toEqual([]);
  });

  it("and own Bash that says what it makes hides nothing", () => {
    const declared = (users: string[]) => command({ title: "users", apply: sh`true`, provides: { users } });
    expect(said([declared(["webapp"]), owned("webapp")])).toEqual([]);
    expect(said([declared(["other"]), owned("webapp")])).toEqual(["D350 owner: the user webapp"]);
  });
});

it("an author's own kind makes anything, unless it says what it makes; and says what it needs", () => {
  const kind = { kind: "app-user", schema: z.strictObject({}), apply: sh`true` };
  expect(said([defineOwnStep(kind)({}), owned("webapp")])).toEqual([]);
  expect(said([defineOwnStep({ ...kind, provides: { users: ["webapp"] } })({}), owned("webapp")])).toEqual([]);
  expect(said([defineOwnStep({ ...kind, provides: () => ({ users: ["other"] }) })({}), owned("webapp")])).toHaveLength(
    1,
  );
  expect(said([defineOwnStep({ ...kind, requires: { programs: ["jq"] } })({})])).toEqual(["D351 : the program jq"]);
});

describe("a program that nothing installs is a warning,", () => {
  const checkout = git.checkout({ repository: "https://example.org/a.git", path: "/opt/a", tag: "v1" });
  const venv = python.venv({ path: "/opt/venv", requirements: ["flask==3.0"] });

  it("of a built-in kind, and of own Bash that names it", () => {
    expect(said([checkout])).toEqual(["D351 : the program git"]);
    expect(said([venv])).toEqual(["D351 : the package python3-venv"]);
    expect(said([command({ title: "a", apply: sh`jq . /a`, needs: ["jq", "awk"] })])).toEqual([
      "D351 needs.0: the program jq",
    ]);
    expect(said([docker.ready({})])).toEqual(["D351 : the program docker"]);
    expect(said([wait.command({ title: "a", command: sh`pg_isready`, needs: ["pg_isready"], within })])).toHaveLength(
      1,
    );
  });

  it("but not one of the system, of a package, of the template, or of an archive of programs", () => {
    expect(said([cron.job({ name: "a", schedule: "@daily", command: "/a" })])).toEqual([]);
    expect(said([apt.packages({ packages: ["git", "python3-venv"] }), checkout, venv])).toEqual([]);
    expect(said([checkout], [apt.packages({ packages: ["git"] })])).toEqual([]);
    expect(said([...dockerEngine(), docker.ready({}), checkout]).filter((one) => one.includes("docker"))).toEqual([]);
    expect(said([own, checkout])).toEqual([]);
    expect(said([checkout], undefined, "ours.tar.zst")).toEqual([]);
  });
});

describe("a step before the one that makes what it needs is an error,", () => {
  const network = docker.network({ name: "front" });
  const web = docker.container({ name: "web", image: "nginx:1.27", networks: ["front"] });

  it("with both places", () => {
    expect(said([...dockerEngine(), web, network])).toContain("D171 networks.0: the Docker network front");
    expect(said([owned("webapp"), user.present({ name: "webapp" })])).toEqual(["D171 owner: the user webapp"]);
    const unit = service.unit({ unit: "app.service", sections: { Service: { ExecStart: "/bin/true" } } });
    expect(said([service.running({ unit: "app" }), unit])).toEqual(["D171 unit: the unit app.service"]);
    const source = file.content({ path: "/srv/a", content: "a" });
    expect(said([file.copy({ source: "/srv/a", path: "/etc/a" }), source])).toEqual(["D171 source: /srv/a"]);
    const git2 = git.checkout({ repository: "https://example.org/a.git", path: "/opt/a", tag: "v1" });
    expect(said([git2, apt.packages({ packages: ["git"] })])).toEqual(["D171 : the program git"]);
  });

  it("but not after it, in the template, or where an earlier step may have made it", () => {
    expect(said([...dockerEngine(), network, web])).toEqual(said([...dockerEngine()]));
    expect(said([web], [...dockerEngine(), network])).toEqual([]);
    expect(said([own, owned("webapp"), user.present({ name: "webapp" })])).toEqual([]);
    const unit = service.unit({ unit: "app.service", sections: { Service: { User: "app", ExecStart: "/bin/true" } } });
    expect(said([unit, user.present({ name: "app" }), service.running({ unit: "app.service" })])).toEqual([]);
    expect(
      said([file.copy({ source: "/etc/a", path: "/etc/b" }), file.content({ path: "/etc/a", content: "a" })]),
    ).toEqual([]);
  });
});

describe("a wait for what nothing of the container makes is a warning:", () => {
  const log = docker.logLine({ container: "web", line: "ready", within, every: seconds(1) });

  it("a port, a Docker container, a file", () => {
    expect(said([wait.port({ port: 8080, within })])).toEqual(["D352 port: port 8080"]);
    expect(
      said([http.answers({ url: "http://localhost:8080/a", within }), apt.packages({ packages: ["curl"] })]),
    ).toContain("D352 url: port 8080");
    expect(said([log], [...dockerEngine()])).toEqual(["D352 container: the Docker container web"]);
    expect(said([wait.file({ path: "/srv/ready", within })])).toEqual(["D352 path: /srv/ready"]);
  });

  it("but not what a step publishes, what a service or own Bash may open, or what another machine has", () => {
    const web = docker.container({ name: "web", image: "nginx:1.27", ports: ["8080:80"] });
    expect(said([web, wait.port({ port: 8080, within }), log], [...dockerEngine()])).toEqual([]);
    expect(said([apt.packages({ packages: ["nginx"] }), wait.port({ port: 80, within })])).toEqual([]);
    expect(said([own, wait.port({ port: 80, within }), wait.file({ path: "/srv/ready", within })])).toEqual([]);
    expect(said([wait.port({ port: 22, within }), wait.port({ port: 80, address: "10.0.0.9", within })])).toEqual([]);
    expect(said([wait.file({ path: "/etc/machine-id", within })])).toEqual([]);
    expect(said([wait.port({ port: 8080, within })], undefined, "ours.tar.zst")).toEqual([]);
  });
});
