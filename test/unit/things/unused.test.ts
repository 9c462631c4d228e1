import { describe, expect, it } from "vitest";
import { localFile } from "../../../generator/dsl/local-file.ts";
import { sh } from "../../../generator/dsl/shell.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { gib } from "../../../generator/dsl/units.ts";
import { unusedThings } from "../../../generator/rules/things/unused.ts";
import { apt, command, docker, file, git, lxc, script, secret, service, user } from "../../../generator/steps/index.ts";
import { containerOf } from "./container-of.ts";

const said = (...steps: Step[]): string[] =>
  unusedThings(containerOf(steps), []).map(
    ({ code, message, path }) => `${code} ${path.join(".")}: ${/names (.*)$/.exec(message)?.[1]}`,
  );

const token = secret.generated({ path: "/etc/app/token" });
const mount = lxc.mount({ source: "/tank/media", path: "/srv/media" });
const web = (options: object) => docker.container({ name: "web", image: "nginx:1.27", ...options });

describe("what no other step names is a warning:", () => {
  it("a mount, a volume, a secret, a group, Docker's networks and volumes", () => {
    expect(said(mount)).toEqual(["D353 path: the mount /srv/media"]);
    expect(said(lxc.volume({ storage: "tank", path: "/data", size: gib(8) }))).toEqual(["D353 path: the volume /data"]);
    expect(said(token, file.content({ path: "/etc/app/tokens", content: "a" }))).toHaveLength(1);
    expect(said(token, file.content({ path: "/etc/app.conf", content: "a" }))).toEqual([
      "D353 path: the secret /etc/app/token",
    ]);
    expect(said(user.group({ name: "media" }), web({ labels: { a: "media-server" } }))).toEqual([
      "D353 name: the group media",
    ]);
    expect(said(docker.network({ name: "front" }), web({ networks: ["frontend"] }))).toEqual([
      "D353 name: the Docker network front",
    ]);
    expect(said(docker.volume({ name: "data" }), web({ volumes: ["/data:/data:ro"] }))).toHaveLength(0);
    expect(said(docker.volume({ name: "data" }), web({ volumes: ["data2:/srv"] }))).toHaveLength(1);
  });

  it("a variable that a template does not read", () => {
    const doubts = (text: string) =>
      file
        .template({ path: "/a", template: localFile("a.hbs", Buffer.from(text)), variables: { port: 80, list: ["a"] } })
        .doubts.map(({ code, path }) => `${code} ${path.join(".")}`);
    expect(doubts("{{#each list}}{{this}}{{/each}} port")).toEqual(["D353 variables.port"]);
    expect(doubts("{{#if list}}{{port}}{{/if}}")).toEqual([]);
  });
});

describe("nothing is said of what", () => {
  it("an option, a file, own Bash or a template of a step names, by itself or with its folder", () => {
    expect(said(mount, file.content({ path: "/etc/samba/smb.conf", content: "[media]\npath = /srv/media\n" }))).toEqual(
      [],
    );
    expect(said(mount, command({ title: "index", apply: sh`index-all ${"/srv/media/films"}` }))).toEqual([]);
    expect(said(token, web({ volumes: ["/etc/app:/etc/app:ro"] }))).toEqual([]);
    expect(
      said(token, service.unit({ unit: "a.service", sections: { Service: { LoadCredential: "t:/etc/app/token" } } })),
    ).toEqual([]);
    const listed = file.local({ path: "/etc/list", source: localFile("list", Buffer.from("read /etc/app/token\n")) });
    expect(said(token, listed)).toEqual([]);
    expect(said(user.group({ name: "media" }), file.directory({ path: "/a", group: "media" }))).toEqual([]);
    expect(said(docker.network({ name: "front" }), web({ networks: ["front"] }))).toEqual([]);
    const file1 = { services: { one: { image: "a:1", networks: ["front"] } }, networks: { front: { external: true } } };
    expect(said(docker.network({ name: "front" }), docker.compose({ name: "p", file: file1 }))).toEqual([]);
  });

  it("is used by its own members, by the variable's file, or by programs of the system", () => {
    expect(said(user.group({ name: "media", members: ["root"] }))).toEqual([]);
    const inFile = secret.generated({ path: "/etc/app/token", envFile: { path: "/etc/app.env", key: "TOKEN" } });
    const unit = service.unit({ unit: "a.service", sections: { Service: { EnvironmentFile: "/etc/app.env" } } });
    expect(said(inFile, unit)).toEqual([]);
    expect(said(lxc.mount({ source: "/tank/db", path: "/var/lib/postgresql" }))).toEqual([]);
  });

  it("a clone uses, or a script may that no definition holds", () => {
    const clone = containerOf([web({ networks: ["front"] })], [docker.network({ name: "front" })]);
    const { cloneOf } = clone.options as unknown as { cloneOf: Parameters<typeof unusedThings>[0] };
    expect(unusedThings(cloneOf, [clone])).toEqual([]);
    expect(unusedThings(cloneOf, [])).toHaveLength(1);
    expect(said(mount, script.run({ path: "/opt/setup" }))).toEqual([]);
  });
});

describe("what is fetched and may be another tomorrow is a warning:", () => {
  const codes = ({ doubts }: Step): string[] => doubts.map(({ code, path }) => `${code} ${path.join(".")}`);
  const source = { repository: "https://example.org/a.git", path: "/opt/a" };
  const repository = { name: "a", url: "https://example.org/apt", suite: "/", key: "https://example.org/key" };

  it("a branch, and a repository whose key nobody has compared", () => {
    expect(codes(git.checkout({ ...source, branch: "main" }))).toEqual(["D354 branch"]);
    expect(codes(apt.repository(repository))).toEqual(["D354 key"]);
  });

  it("but no tag, no commit, and no key with a fingerprint", () => {
    expect(codes(git.checkout({ ...source, tag: "v1" }))).toEqual([]);
    expect(codes(git.checkout({ ...source, commit: "0".repeat(40) }))).toEqual([]);
    expect(codes(apt.repository({ ...repository, fingerprint: "A".repeat(40) }))).toEqual([]);
  });
});
