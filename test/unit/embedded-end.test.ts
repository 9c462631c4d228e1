import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "./project.ts";

/** Starts the embedded ShellCheck with its own id, prints that one's, and does nothing more. The two share their standard streams. */
const parent = `
  const { spawn } = require("node:child_process");
  const program = ${JSON.stringify(join(root, "dist/shellcheck-embedded.cjs"))};
  const embedded = spawn(process.execPath, [program, String(process.pid)], { stdio: "inherit" });
  embedded.on("spawn", () => process.stdout.write(String(embedded.pid)));
  setInterval(() => undefined, 1000);`;

/** Standard input on which nothing comes, and which does not end as long as the test holds it. */
function silence(): number {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-silence-"));
  const path = join(folder, "fifo");
  expect(spawnSync("mkfifo", [path]).status).toBe(0);
  const descriptor = openSync(path, "r+");
  onTestFinished(() => {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  });
  return descriptor;
}

it.each([
  "SIGTERM",
  "SIGKILL",
] as const)("the embedded ShellCheck ends with its parent, which %s ends", async (signal) => {
  const running = spawn(process.execPath, ["-e", parent], { stdio: [silence(), "pipe", "inherit"] });
  let embedded = 0;
  running.stdout?.on("data", (text) => {
    embedded = Number(text);
    running.kill(signal);
  });
  let hasEnded = false;
  onTestFinished(() => {
    if (!hasEnded && embedded > 1) process.kill(embedded, "SIGKILL");
  });
  // Not before both have let go of standard output; a test that waits in vain is over its limit.
  expect(await once(running, "close")).toEqual([null, signal]);
  expect(embedded).toBeGreaterThan(1);
  hasEnded = true;
});
