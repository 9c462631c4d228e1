import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { called, project } from "./in-process.ts";
import { script, two } from "./two-containers.ts";

const quick = ["--no-types", "--no-lint"];
/** A script for which ShellCheck takes no time. */
const SHORT = "#!/bin/bash\ntrue\n";

describe("A11: something else in a script's place is told with its path, and nothing is written:", () => {
  it.each([
    ["a folder", "is a folder", (path: string) => void mkdirSync(path)],
    ["a pipe", "is neither file nor folder", (path: string) => void execFileSync("mkfifo", [path])],
  ])("%s", async (_, what, make) => {
    const { folder, run } = two();
    mkdirSync(join(folder, "dist-scripts"));
    make(join(folder, script(102)));
    for (const command of ["generate", "check"]) {
      const path = join(folder, script(102));
      expect(await run(command, ...quick)).toMatchObject({
        code: 3,
        err: `phoenix-setup: ${path} ${what}, where the script has to be; move it elsewhere\n`,
      });
      expect(readdirSync(join(folder, "dist-scripts"))).toEqual([script(102).slice("dist-scripts/".length)]);
    }
  });

  it("also after a run that is remembered, by the command line itself", async () => {
    const { folder, run } = two();
    await run("generate", ...quick);
    rmSync(join(folder, script(101)));
    mkdirSync(join(folder, script(101)));
    for (const words of [
      ["generate", ...quick],
      ["check", ...quick],
    ])
      expect(await run(...words)).toMatchObject({
        code: 3,
        err: expect.stringContaining("is a folder, where the script"),
      });
    writeFileSync(join(folder, script(102)), SHORT);
    expect(await run("lint")).toMatchObject({ code: 0, err: expect.stringContaining(`missing: ${script(101)}`) });
  });

  it("a folder that is named like an orphan is none", async () => {
    const { folder, run } = two();
    mkdirSync(join(folder, script(999)), { recursive: true });
    expect(await run("generate", "--prune", ...quick)).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, script(999)))).toBe(true);
  });

  it("what is in the way of init", async () => {
    const { folder, run } = project({ ".github": "" });
    mkdirSync(join(folder, "package.json"));
    expect(await run("init")).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /nothing was written: .*\.github is a file, and has to be a folder.*package\.json is a folder/,
      ),
    });
    expect(readdirSync(folder).sort()).toEqual([".github", "package.json"]);
  });
});

it("A11: a lint of no script at all is a problem", async () => {
  const { folder, run } = two();
  expect(await run("lint")).toMatchObject({ code: 1, err: expect.stringContaining(`missing: ${script(101)}`) });
  await run("generate", ...quick);
  rmSync(join(folder, script(101)));
  writeFileSync(join(folder, script(102)), SHORT);
  expect(await run("lint")).toMatchObject({ code: 0 });
});

describe("A12: line ends", () => {
  it("that Git has made CRLF are named, and mended by generate", async () => {
    const { folder, run } = two();
    await run("generate", ...quick);
    const path = join(folder, script(101));
    const right = readFileSync(path, "utf8");
    writeFileSync(path, right.replaceAll("\n", "\r\n"));
    chmodSync(path, 0o644);
    const named = `line ends: ${script(101)} has CRLF in place of LF\nhint: write "* text=auto eol=lf" into .gitattributes`;
    expect(await run("check", ...quick)).toMatchObject({ code: 1, err: expect.stringContaining(named) });
    expect(await run("generate", ...quick)).toMatchObject({ code: 0, err: expect.stringContaining(named) });
    expect(readFileSync(path, "utf8")).toBe(right);
    expect((await run("check", ...quick)).err).not.toContain("line ends");
    writeFileSync(path, right.replace("\n", "\r\n\n"));
    expect((await run("check", ...quick)).err).not.toContain("line ends");
  });

  it("stay as they are in a checkout of a project that init has made", async () => {
    const { folder, run } = project({});
    await run("init");
    await run("generate", ...quick);
    const git = (at: string, ...words: string[]) =>
      execFileSync("git", ["-c", "core.autocrlf=true", "-c", "user.name=a", "-c", "user.email=a@b", ...words], {
        cwd: at,
        stdio: "pipe",
      });
    git(folder, "init", "--quiet");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "a");
    git(folder, "clone", "--quiet", ".", "copy");
    const copy = join(folder, "copy");
    expect(await called(copy, ["check", ...quick])).toMatchObject({ code: 0 });
  });
});

describe("A13: in a folder below the project's", () => {
  it.each(["definitions", "dist-scripts", "a/b"])("%s, a command says where the project is", async (below) => {
    const { folder } = two();
    mkdirSync(join(folder, below), { recursive: true });
    const up = below.replaceAll(/[^/]+/g, "..");
    for (const command of ["generate", "list", "lint"])
      expect(await called(join(folder, below), [command])).toMatchObject({
        code: 2,
        err: expect.stringContaining(`is in the project ${folder}: run phoenix-setup there, after cd ${up}\n`),
      });
  });
});
