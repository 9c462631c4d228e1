import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { definition, project, root } from "./project.ts";

const program = join(root, "dist/phoenix-setup.cjs");
const quick = ["--no-types", "--no-lint"];

/** A run whose stream `number` goes to a device that is always full. */
function full(folder: string, number: 1 | 2, ...words: string[]) {
  const device = openSync("/dev/full", "w");
  const stdio = [0, 1, 2].map((stream) => (stream === 0 ? "ignore" : stream === number ? device : "pipe"));
  const options = { cwd: folder, encoding: "utf8", stdio: stdio as ("ignore" | "pipe" | number)[] } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], options);
  closeSync(device);
  return { code: status, out: stdout, err: stderr };
}

describe("A10: standard output that cannot be written is a failure outside of phoenix-setup:", () => {
  const { folder, run } = project({ "definitions/900-one.ts": definition(900) }, afterAll);
  run("generate", ...quick);

  it.each([
    ["list"],
    ["list", "--json"],
    ["generate", ...quick, "--no-cache", "--json"],
    // These are answered by the launcher.
    ["generate", ...quick, "--json"],
    ["check", ...quick, "--json"],
  ])("%s %s %s %s", (...words) => {
    const { code, err } = full(folder, 1, ...words);
    expect({ code, err }).toEqual({
      code: 3,
      err: "phoenix-setup: standard output cannot be written: ENOSPC: no space left on device, write\n",
    });
  });

  it("but not if there is nothing to write to it", () => {
    expect(full(folder, 1, "check", ...quick)).toMatchObject({ code: 0, err: "1 script up to date, 0 stale\n" });
  });

  it("and a message that cannot be written changes nothing", () => {
    expect(full(folder, 2, "list", "--json")).toMatchObject({ code: 0, out: expect.stringContaining('"ctid": 900') });
    expect(full(folder, 2, "list", "901", "--json")).toMatchObject({ code: 2, out: expect.stringContaining("usage") });
  });

  it("A15: nor is a reader of messages that has gone: the work was done", () => {
    const again = `generate ${quick.join(" ")} --no-cache`;
    const line = `"$0" "$1" ${again} 2>&1 | exec true; "$0" "$1" ${again} 2>&1 | head -1; echo "\${PIPESTATUS[0]}"`;
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { stdout } = spawnSync("bash", ["--norc", "-c", line, process.execPath, program], options);
    expect(stdout).toMatch(/0 scripts written, 1 unchanged\n0\n$/);
  });

  it.each(["list", `check ${quick.join(" ")} --json`])("a reader that has gone is none: %s", (words) => {
    const line = `"$0" "$1" ${words} | exec true; echo "\${PIPESTATUS[0]}"`;
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", line, process.execPath, program], options);
    expect({ stdout, stderr }).toEqual({ stdout: "0\n", stderr: "" });
  });
});
