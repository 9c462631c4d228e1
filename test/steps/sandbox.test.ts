import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { sh } from "../../generator/dsl/shell.ts";
import { command } from "../../generator/steps/kinds/command.ts";
import { runOnce } from "./queue.ts";
import { sandboxMissing } from "./sandbox.ts";

const title = "x";
const inSandbox = async (afterwards: string): Promise<string> =>
  (await runOnce([{ mode: "machine", case: { title, step: command({ title, apply: sh`:` }), afterwards } }]))[0] ?? "";

describe.skipIf(sandboxMissing() !== "")("the sandbox", () => {
  test("lets no step reach the machine", async () => {
    const outside = mkdtempSync(join(tmpdir(), "phoenix-canary-"));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    writeFileSync(join(outside, "stays"), "x");
    const before = [
      readdirSync("/etc").join(),
      existsSync("/etc/ssh") ? readdirSync("/etc/ssh").join() : "",
      readFileSync("/etc/passwd", "utf8"),
    ];
    const apply = sh`
      mkdir -p /etc/ssh && rm -rf /etc/ssh /etc/passwd /root/.[a-z]* /home/* /var/lib/dpkg ${outside} && touch /etc/canary /canary
      ! touch /usr/canary && ! touch /usr/bin/canary && ! rm /usr/bin/env && ! touch /lib/canary
      ! { echo x >/proc/sys/kernel/hostname; } && ! mknod /canary-device c 1 3`;
    const check = sh`[[ -e /etc/canary && ! -e /etc/ssh ]]`;
    const results = await runOnce([
      {
        mode: "fails",
        case: {
          title,
          step: command({ title, check, apply, verify: sh`exit 1` }),
          code: 28,
          afterwards: "[[ -e /etc/canary && ! -e /etc/ssh ]]",
        },
      },
    ]);
    // The step has really run: only its verify fails.
    expect(results).toEqual([""]);
    expect(["/etc/canary", "/canary", "/usr/canary", "/usr/bin/canary", "/lib/canary"].filter(existsSync)).toEqual([]);
    expect([
      readdirSync("/etc").join(),
      existsSync("/etc/ssh") ? readdirSync("/etc/ssh").join() : "",
      readFileSync("/etc/passwd", "utf8"),
    ]).toEqual(before);
    expect(readdirSync(outside)).toEqual(["stays"]);
  });

  test("has a root, processes and a network of its own", async () => {
    const afterwards = `
      [[ $(stat -c %m /etc) == / && ! -e ${import.meta.dirname} ]]
      (($(ls -d /proc/[0-9]* | wc -l) < 12))
      grep --quiet --text /inside/main.bash /proc/1/cmdline
      [[ $(grep -c : /proc/net/dev) == 1 ]]`;
    expect(await inSandbox(afterwards)).toBe("");
  });

  test("knows no program but those that every container has", async () => {
    expect(
      await inSandbox(
        "PATH=$inside_path; for name in node npm python3 ssh git ip mount pvesh; do ! type -P $name || false; done",
      ),
    ).toBe("");
  });

  test("leaves nothing behind", async () => {
    const mounts = () => readFileSync("/proc/self/mounts", "utf8");
    const before = mounts();
    await inSandbox("(exec /usr/bin/sleep 98765) & disown");
    expect(mounts()).toBe(before);
    const left = spawnSync("sh", ["-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"], {
      encoding: "utf8",
    }).stdout;
    expect(left.includes("sleep 98765".concat(" "))).toBe(false);
  });
});

test("the part that runs steps refuses to start on the machine itself", () => {
  const { status, stderr } = spawnSync("bash", [join(import.meta.dirname, "inside/main.bash")], { encoding: "utf8" });
  expect([status, stderr]).toEqual([70, "this is no sandbox: refused\n"]);
});
