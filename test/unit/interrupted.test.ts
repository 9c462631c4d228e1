import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { sampled, thorough } from "../thorough.ts";
import { project as inThisProcess } from "./in-process.ts";
import { definition, project, root } from "./project.ts";

/** In the plain form, one part of them while scripts wait for ShellCheck, the other part while types are looked at. */
const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

const program = join(root, "dist/phoenix-setup.cjs");

const files = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`definitions/${900 + i}-ct.ts`, definition(900 + i)]),
);

/** A run whose temporary files have a folder of their own. */
function started(folder: string, ...words: string[]) {
  const temporary = mkdtempSync(join(tmpdir(), "phoenix-interrupted-"));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const env = { ...process.env, NO_COLOR: "1", TMPDIR: temporary, XDG_CACHE_HOME: join(temporary, "cache") };
  const child = spawn(process.execPath, [program, ...words], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code)),
  );
  const left = () => readdirSync(temporary).filter((name) => name.startsWith("phoenix-setup-"));
  return { child, ended, left, said: () => said };
}

/** Waits for something, for as long as the process lives. */
async function until(what: () => boolean, child: ChildProcess): Promise<void> {
  while (!what()) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} before that`);
    await pause(5);
  }
}

const hidden = (folder: string): string[] => {
  const target = join(folder, "dist-scripts");
  return existsSync(target) ? readdirSync(target).filter((name) => name.startsWith(".")) : [];
};

it.each(
  sampled(SIGNALS, 2),
)("%s while scripts wait for ShellCheck leaves nothing behind, and ends with %d", async (signal, code) => {
  const { folder } = project(files);
  const { child, ended, left } = started(folder, "generate", "--no-types");
  await until(() => hidden(folder).length > 0, child);
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
  expect(left()).toEqual([]);
  expect(readdirSync(folder)).toEqual(["definitions"]);
});

it.each(
  thorough ? SIGNALS : SIGNALS.slice(1, 2),
)("%s while types are looked at leaves nothing behind, and ends with %d", async (signal, code) => {
  const { folder } = project(files);
  const { child, ended, left } = started(folder, "generate");
  await until(() => left().some((name) => name.startsWith("phoenix-setup-types-")), child);
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(left()).toEqual([]);
  expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
});

it("scripts that were there before stay as they were", async () => {
  const { folder, put, run } = inThisProcess(files);
  await run("generate", "--no-lint", "--no-types");
  const names = readdirSync(join(folder, "dist-scripts"));
  for (const ctid of [900, 901, 902])
    put(`definitions/${ctid}-ct.ts`, definition(ctid, { steps: '[apt.packages({ packages: ["jq"] })]' }));
  const { child, ended } = started(folder, "generate", "--no-types");
  await until(() => hidden(folder).length > 0, child);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(readdirSync(join(folder, "dist-scripts"))).toEqual(names);
  expect((await run("check", "--no-lint", "--no-types")).out.match(/^stale: /gm)).toHaveLength(3);
});
