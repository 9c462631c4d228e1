import { describe, expect, it } from "vitest";
import type { Definition } from "../../generator/dsl/container.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { hypervisorConfig, text } from "../../generator/dsl/text.ts";
import { folderProblems } from "../../generator/rules/folder-rules.ts";
import { dockerImageFromHost } from "../../generator/steps/kinds/docker-image-from-host.ts";
import { fileFromHost } from "../../generator/steps/kinds/file-from-host.ts";
import { type LxcMountOptions, lxcMount } from "../../generator/steps/kinds/lxc-mount.ts";
import { secretFromHost } from "../../generator/steps/kinds/secret-from-host.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

const container = (ctid: number, ...steps: Step[]): Definition => {
  expect(steps.flatMap(({ problems }) => problems)).toEqual([]);
  return { is: "application", origin: { stack: "" }, options: { ctid, steps } } as unknown as Definition;
};
const mount = (source: string, more: Partial<LxcMountOptions> = {}) => lxcMount({ source, path: "/srv/x", ...more });
const shared = container(901, mount("/tank/shared"));
/** What is wrong with these beside a container that can write to /tank/shared. */
const beside = (...steps: Step[]): string[] =>
  folderProblems([shared, container(902, ...steps)]).map(({ message }) => message.replace(/ lies in.*/, ""));

describe("below a folder that a container can write to", () => {
  it.each<[string, Partial<LxcMountOptions>]>([
    ["made", { create: true }],
    ["given to a user", { owner: 0 }],
    ["given to a group", { group: 0 }],
    ["opened or closed", { mode: "0750" }],
  ])("no folder is %s", (_what, more) => {
    expect(beside(mount("/tank/shared/app", more))).toEqual(["/tank/shared/app"]);
    expect(beside(mount("/tank/shared/a/b/c", more))).toEqual(["/tank/shared/a/b/c"]);
  });

  it.each<[string, Step]>([
    ["a file", fileFromHost({ source: "/tank/shared/motd", path: "/etc/motd" })],
    ["a secret", secretFromHost({ source: "/tank/shared/motd", path: "/etc/motd" })],
    ["an image", dockerImageFromHost({ image: "redis:8.2", file: "/tank/shared/motd" })],
    ["a file by a roundabout way", fileFromHost({ source: "/tank//other/../shared/./motd", path: "/etc/motd" })],
    [
      "a file of which only the beginning is known",
      fileFromHost({ source: text`/tank/shared/${hypervisorConfig("name", "word")}`, path: "/x" }),
    ],
  ])("%s is not read", (_what, step) => {
    expect(beside(step)).toHaveLength(1);
  });

  it("nothing is touched by the same container either", () => {
    expect(
      folderProblems([container(901, mount("/tank/shared"), mount("/tank/shared/app", { create: true }))]),
    ).toHaveLength(1);
  });

  it("a container that comes later counts as well, and the nearest folder is named", () => {
    const [problem, ...more] = folderProblems([
      container(901, mount("/tank/a/b/c", { owner: 0 })),
      container(902, mount("/tank")),
      container(903, mount("/tank/a/b")),
    ]);
    expect(more).toEqual([]);
    expect(problem?.message).toBe(
      "/tank/a/b/c lies in /tank/a/b, where container 903 can put a link to any file of the host",
    );
  });
});

describe("it is no mistake", () => {
  it.each<[string, Step]>([
    ["to mount a folder below as it is", mount("/tank/shared/app")],
    ["to mount one read-only", mount("/tank/shared/app", { readOnly: true })],
    ["to change the very folder", mount("/tank/shared", { owner: 0, create: true })],
    ["to change one beside it", mount("/tank/shared-too", { owner: 0, create: true })],
    ["to change one above it", mount("/tank", { owner: 0, readOnly: true })],
    ["to read a file beside it", fileFromHost({ source: "/tank/motd", path: "/etc/motd" })],
    ["to leave it by a roundabout way", fileFromHost({ source: "/tank/shared/../motd", path: "/etc/motd" })],
    ["to read what is known on the host only", fileFromHost({ source: hypervisorConfig("a.b", "path"), path: "/x" })],
    ["to have a file of that name inside", secretFromHost({ source: "/etc/x", path: "/tank/shared/x" })],
  ])("%s", (_what, step) => {
    expect(beside(step)).toEqual([]);
  });

  it("to touch what is below a folder that can only be read inside", () => {
    const readOnly = container(901, mount("/tank/shared", { readOnly: true }));
    expect(folderProblems([readOnly, container(902, mount("/tank/shared/app", { owner: 0 }))])).toEqual([]);
  });
});

it("both places are shown", async () => {
  const mounting = (ctid: number, options: string) =>
    definition(ctid, { steps: `[lxc.mount(${options})]` }).replace("import { ", "import { lxc, ");
  const { code, err } = await project({
    "definitions/101-a.ts": mounting(101, '{ source: "/tank/shared", path: "/srv/shared" }'),
    "definitions/102-b.ts": mounting(102, '{ source: "/tank/shared/app", path: "/srv/app", owner: 0, create: true }'),
  }).run("check", "--no-types");
  expect(code).toBe(1);
  const [, about = ""] = err.split("error[D153]: ");
  expect(about).toMatch(/^\/tank\/shared\/app lies in \/tank\/shared, where container 101 can put a link/);
  expect(about).toContain("--> definitions/102-b.ts:11:23");
  expect(about).toContain("mounted here");
  expect(about).toContain("definitions/101-a.ts:11:23");
});
