import { describe, expect, it } from "vitest";
import { project } from "./in-process.ts";
import { two } from "./two-containers.ts";

describe("the command line", () => {
  it.each([
    [
      ["generate", "--dryrun"],
      /^phoenix-setup: generate has no flag '--dryrun'\nhint: phoenix-setup generate --help\n$/,
    ],
    [["generate", "--prun"], /generate has no flag '--prun'; did you mean '--prune'\?/],
    [["generate", "-x"], /generate has no flag '-x'/],
    [["lint", "--engine"], /^phoenix-setup: --engine needs a value\n/],
    [["generate", "--diff=yes"], /^phoenix-setup: --diff takes no value\n/],
    [["genrate"], /there is no command 'genrate'; did you mean 'generate'\?/],
    [["toString"], /there is no command 'toString'\n/],
    [["list", "12"], /'12' is not a CTID/],
    [["lint", "--engine", "other"], /--engine takes native or embedded/],
    [[], /usage: phoenix-setup <command>/],
  ])("refuses %j with exit code 2", async (words, message) => {
    expect(await two().run(...words)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });

  it("says so where there are no definitions", async () => {
    expect(await project({}).run("generate")).toMatchObject({
      code: 2,
      err: expect.stringContaining("there is no folder 'definitions'"),
    });
  });

  it.each(["generate", "check", "lint", "list", "explain"])("has help for %s, on standard output", async (name) => {
    expect(await two().run(name, "--help")).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining(`usage: phoenix-setup ${name}`),
    });
  });

  it("prints the fleet as a table, and as data", async () => {
    const { run } = two();
    expect((await run("list")).out.split("\n")[0]).toMatch(/^CTID +KIND +NAME +PARENT +SNAPSHOT +IP/);
    expect(JSON.parse((await run("list", "--json", "102")).out).containers).toMatchObject([
      { ctid: 102, kind: "template", snapshot: "ready", parent: null },
    ]);
  });

  it("explains a container step by step, with the definition's lines", async () => {
    const { out } = await two().run("explain", "102");
    expect(out).toContain("102 ct102: template, created from an OS template, ends as snapshot 'ready'");
    expect(out).toMatch(/ 2\. packages curl\n {6}apt-packages, inside {2}definitions\/102-two\.ts:11:/);
  });
});
