import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const bench = join(import.meta.dirname, "generate.mjs");

/** What is measured with is JavaScript, which has no types for this file. */
const load = (name: string) => import(join(import.meta.dirname, name));
const { definition, fileOf, writeFleet } = await load("fleet.mjs");
const { makeFloor } = await load("generate-floor.mjs");
const { growth, lines, table } = await load("generate-report.mjs");
const { measure, median } = await load("generate-run.mjs");
const { peerDefinition } = await load("peers/fleet.mjs");

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-bench-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Generates in a folder; what is said, if all is well. */
const generate = (folder: string, ...words: string[]): string => {
  const command = [join(root, "dist/phoenix-setup.cjs"), "generate", "--no-lint", ...words];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return stderr;
};

test("a made fleet is sound, types included, and a mark changes one script", () => {
  const folder = place();
  // A template of each sort, and every kind of application.
  writeFleet(folder, 8);
  expect(generate(folder)).toContain("8 scripts written");
  const [before, again] = [definition(5), definition(5)];
  expect(again).toBe(before);
  expect(definition(5, "another")).not.toBe(before);
  writeFleet(folder, 8);
  expect(generate(folder)).toContain("0 scripts written, 8 unchanged");
  expect(new Set(Array.from({ length: 300 }, (_, i) => fileOf(i))).size).toBe(300);
});

test("the bare floor writes the very bytes", () => {
  const folder = place();
  const floor = join(folder, "floor");
  const scripts = join(root, "dist-scripts");
  makeFloor(floor, scripts);
  execFileSync(process.execPath, [join(floor, "floor.cjs")], { cwd: floor });
  const names = readdirSync(scripts);
  expect(readdirSync(join(floor, "out"))).toEqual(names);
  for (const name of names)
    expect(readFileSync(join(floor, "out", name), "utf8")).toBe(readFileSync(join(scripts, name), "utf8"));
});

test.each([
  false,
  true,
])("each case has its turn once a round, and one round is not counted (processor time: %s)", async (cpu) => {
  const folder = place();
  const rounds: number[] = [];
  const cases = [
    { name: "a", command: [process.execPath, "-e", "0"], folder, before: (round: number) => rounds.push(round) },
    { name: "b", command: [process.execPath, "-e", "process.exit(3)"], folder, codes: [3], every: 2 },
  ];
  const figures = await measure(cases, 3, () => undefined, cpu);
  expect(rounds).toEqual([0, 1, 2, 3]);
  expect(figures.get("a")?.times).toHaveLength(3);
  expect(figures.get("b")?.times).toHaveLength(2);
  for (const time of figures.get("a")?.times ?? []) expect(time).toBeGreaterThan(0);
});

test("a command that fails ends the measurement, with what it said", async () => {
  const command = [process.execPath, "-e", 'console.error("no luck"); process.exit(1)'];
  await expect(measure([{ name: "a", command, folder: place() }], 1, () => undefined)).rejects.toThrow(
    /'a' ended with 1: no luck/,
  );
});

test("the table says of each target whether it was met", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  const figures = new Map([
    ["base", { times: [10, 10], peak: 0 }],
    ["1,000 definitions, nothing changed", { times: [19, 21], peak: 100 }],
    ["10,000 definitions, nothing changed", { times: [150, 170], peak: 450 }],
  ]);
  const row = (name: string, target?: number) => ({ row: name, case: name, against: "base", target });
  const all = lines(
    [row("1,000 definitions, nothing changed", 2), row("10,000 definitions, nothing changed", 2.2)],
    figures,
  );
  expect(table(all, "base").split("\n").slice(1)).toEqual([
    expect.stringMatching(/^1,000 definitions, nothing changed +20 +19 +2\.00 × +≤ 2 × +met +100 +2$/),
    expect.stringMatching(/^10,000 definitions, nothing changed +160 +150 +16\.00 × +≤ 2\.2 × +MISSED +450 +2$/),
  ]);
  expect(growth(all)).toEqual([
    "growth from 1,000 to 10,000, nothing changed: 8.0 × the time (linear or better: met), at most 450 MiB (< 400: MISSED)",
  ]);
});

test("wrong words are refused", () => {
  for (const words of [["--rounds", "0"], ["--sizes", "7,x"], ["--unknown"]]) {
    const { status, stderr } = spawnSync(process.execPath, [bench, ...words], { encoding: "utf8" });
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining("npm run bench") });
  }
});

test("the peers' lock file names no registry, and their programs are there", () => {
  const peers = join(import.meta.dirname, "peers");
  expect(readFileSync(join(peers, "package-lock.json"), "utf8")).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  for (const name of ["tsx-handlebars", "projen", "cdk8s"]) expect(existsSync(join(peers, `${name}.ts`))).toBe(true);
  expect(peerDefinition(3, "another")).not.toBe(peerDefinition(3));
});
