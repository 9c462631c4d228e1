import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import type { Lintable } from "../../generator/lint/lint.ts";
import type { Remark } from "../../generator/lint/shellcheck.ts";
import { project } from "./project.ts";

/** What the stand-in for ShellCheck was given, run by run. */
const given: string[][] = vi.hoisted(() => []);
/** Which ShellCheck there is. */
const engine = vi.hoisted(() => ({ key: "native one", versions: 0 }));

vi.mock("../../generator/lint/engine-key.ts", () => ({
  engineKey: () => ({ name: "native", key: engine.key || undefined }),
}));
vi.mock("../../generator/lint/shellcheck.ts", () => ({
  findEngine: (_wanted: unknown, known: string | undefined) => {
    if (known === undefined) engine.versions++;
    const lint = (scripts: readonly string[]): Promise<Remark[][]> => {
      given.push([...scripts]);
      if (scripts.some((text) => text === "crash")) return Promise.reject(new Error("it crashed"));
      const remark = (text: string): Remark => ({ line: 1, column: 1, level: "info", code: 2086, message: text });
      return Promise.resolve(scripts.map((text) => (text.includes("$x") ? [remark(text)] : [])));
    };
    return { name: "native", version: known ?? "0.9", key: engine.key, lint };
  },
}));

// The files of a worker share their modules: what others have loaded has the real ShellCheck, and what is loaded here is not for them.
vi.resetModules();
const { lint } = await import("../../generator/lint/lint.ts");
afterAll(() => void vi.resetModules());

const script = (name: string, text: string): Lintable => ({
  name,
  sha256: createHash("sha256").update(text).digest("hex"),
  text: () => text,
});

/** What ShellCheck is given in one lint, and how many remarks there are. */
async function linted(folder: string, scripts: readonly Lintable[], noCache = false): Promise<[string[], number]> {
  given.length = 0;
  const { remarks } = await lint(scripts, folder, { noCache });
  return [given.flat(), [...remarks.values()].flat().length];
}

const place = (): string => project({ "node_modules/.package-lock.json": "{}" }).folder;

it("only a script that was not linted before is handed to ShellCheck, and remarks are remembered", async () => {
  engine.key = "native one";
  engine.versions = 0;
  const folder = place();
  const two = [script("a", "echo $x"), script("b", "echo b")];
  expect(await linted(folder, two)).toEqual([["echo $x", "echo b"], 1]);
  expect(await linted(folder, two)).toEqual([[], 1]);
  expect(await linted(folder, [script("a", "echo $x"), script("b", "echo $x c")])).toEqual([["echo $x c"], 2]);
  // By content, whatever the name.
  expect(await linted(folder, [script("c", "echo b")])).toEqual([[], 0]);
  // The program itself is asked for its version once.
  expect(engine.versions).toBe(1);
});

it("another ShellCheck, and one that cannot be told from others, is asked again", async () => {
  const folder = place();
  engine.key = "native one";
  await linted(folder, [script("a", "echo a")]);
  engine.key = "native two";
  expect(await linted(folder, [script("a", "echo a")])).toEqual([["echo a"], 0]);
  engine.key = "";
  expect(await linted(folder, [script("a", "echo a")])).toEqual([["echo a"], 0]);
  engine.key = "native one";
  expect(await linted(folder, [script("a", "echo a")])).toEqual([[], 0]);
});

it("afresh, nothing is looked up, and nothing is kept", async () => {
  engine.key = "native one";
  const folder = place();
  expect(await linted(folder, [script("a", "echo a")], true)).toEqual([["echo a"], 0]);
  expect(await linted(folder, [script("a", "echo a")])).toEqual([["echo a"], 0]);
  expect(await linted(folder, [script("a", "echo a")], true)).toEqual([["echo a"], 0]);
});

it("what was found before ShellCheck failed stays known, and a failure is none of it", async () => {
  engine.key = "native one";
  const folder = place();
  const many = Array.from({ length: 70 }, (_, i) => script(`s${i}`, i === 69 ? "crash" : `echo ${i}`));
  await expect(lint(many, folder, { noCache: false })).rejects.toThrow("it crashed");
  expect(await linted(folder, many.slice(0, 64))).toEqual([[], 0]);
  expect((await linted(folder, many.slice(64, 69)))[0]).toHaveLength(5);
});

it("a damaged memory is none", async () => {
  engine.key = "native one";
  const folder = place();
  await linted(folder, [script("a", "echo $x")]);
  const cache = join(folder, "node_modules/.cache/phoenix-setup");
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), "{}");
  expect(await linted(folder, [script("a", "echo $x")])).toEqual([["echo $x"], 1]);
});
