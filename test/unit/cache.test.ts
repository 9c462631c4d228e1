import { spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { sampled, thorough } from "../thorough.ts";
import { FLEET, fileOf, member } from "./cache-fleet.ts";
import { project as inThisProcess } from "./in-process.ts";
import { definition, project, root } from "./project.ts";
import { scriptsIn, Twins } from "./twins.ts";

const program = join(root, "dist/phoenix-setup.cjs");
const quick = ["--no-lint", "--no-types"] as const;

/** Two containers, with a place in the project for what is remembered. */
const small = {
  "node_modules/.package-lock.json": "{}",
  "definitions/900-one.ts": definition(900),
  "definitions/901-two.ts": definition(901),
};

/** A definition of {@link small} that installs something else. */
const other = (name: string): string => definition(900, { steps: `[apt.packages({ packages: ["${name}"] })]` });

/** Runs while others run; the exit code, or the signal. */
const started = (folder: string, words: readonly string[], bundler?: string, from = program) => {
  const env = { ...process.env, NO_COLOR: "1", ...(bundler && { ESBUILD_BINARY_PATH: bundler }) };
  const child = spawn(process.execPath, [from, ...words], { cwd: folder, env, stdio: "ignore" });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code)),
  );
  return { child, ended };
};

/** Counts how often definitions are bundled, and so evaluated, while a run goes on. */
function countedBundler(folder: string, from = program) {
  const log = join(folder, "bundlings");
  const bundler = join(folder, "bundler.sh");
  const esbuild = createRequire(createRequire(import.meta.url).resolve("esbuild")).resolve(
    `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
  );
  writeFileSync(bundler, `#!/bin/sh\necho once >>'${log}'\nexec '${esbuild}' "$@"\n`, { mode: 0o755 });
  return async (...words: string[]): Promise<number> => {
    writeFileSync(log, "");
    expect(await started(folder, words, bundler, from).ended).toBe(0);
    return readFileSync(log, "utf8").split("\n").length - 1;
  };
}

/** The built program once more, beside ours, so that it finds the packages that it needs. */
function copyOfProgram(): string {
  const place = mkdtempSync(join(root, "node_modules/.cache/phoenix-setup-tests-"));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  cpSync(join(root, "dist"), place, { recursive: true });
  return place;
}

describe("what is remembered of a run", () => {
  it("answers the next one without evaluating anything, as long as nothing has changed", async () => {
    const { folder, put } = project(small);
    const bundlings = countedBundler(folder);
    expect(await bundlings("generate", ...quick)).toBe(1);
    expect(await bundlings("generate", ...quick)).toBe(0);
    expect(await bundlings("check", ...quick)).toBe(0);
    expect(await bundlings("generate", ...quick, "--no-cache")).toBe(1);
    put("definitions/900-one.ts", other("jq"));
    expect(await bundlings("generate", ...quick)).toBe(1);
    expect(await bundlings("generate", ...quick)).toBe(0);
    // With types it is another question.
    expect(await bundlings("generate", "--no-lint")).toBe(1);
    expect(await bundlings("generate", "--no-lint")).toBe(0);
  });

  it("does not hide a new definition that is asked for by its CTID", async () => {
    const { put, run } = inThisProcess({
      "node_modules/.package-lock.json": "{}",
      "definitions/900-one.ts": definition(900),
    });
    expect((await run("generate", ...quick)).code).toBe(0);
    expect((await run("check", ...quick)).code).toBe(0);
    put("definitions/910-own.ts", definition(910));
    expect(await run("generate", ...quick, "910")).toMatchObject({
      code: 0,
      err: expect.stringContaining("1 script written"),
    });
    expect(await run("generate", ...quick, "911")).toMatchObject({
      code: 2,
      err: expect.stringContaining("no definition has the CTID 911; there are 900, 910\n"),
    });
  });

  it("is not gone by once a file has changed that has the same size and the same time", async () => {
    const { folder, put, run } = inThisProcess(small);
    const write = (name: string): void => {
      put("definitions/900-one.ts", other(name));
      utimesSync(join(folder, "definitions/900-one.ts"), 1_700_000_000, 1_700_000_000);
    };
    write("nano");
    await run("generate", ...quick);
    write("jove");
    expect((await run("generate", ...quick)).err).toContain("1 script written");
  });

  it("does not outlive what in a script was changed by hand, nor its right to be run", async () => {
    const { folder, run } = inThisProcess(small);
    await run("generate", ...quick);
    const right = scriptsIn(folder);
    const script = join(folder, "dist-scripts/phoenix_hypervisor_setup_901.sh");
    const spoilt: (() => void)[] = [
      () => appendFileSync(script, "# by hand\n"),
      () => chmodSync(script, 0o644),
      () => rmSync(script),
    ];
    for (const spoil of spoilt) {
      spoil();
      expect((await run("check", ...quick)).code).toBe(1);
      expect((await run("generate", ...quick)).err).toContain("1 script written, 1 unchanged");
      expect(scriptsIn(folder)).toEqual(right);
    }
  });

  it("is nothing that another version of the bundler goes by", async () => {
    const { folder } = project(small);
    const place = copyOfProgram();
    const bundlings = countedBundler(folder, join(place, "phoenix-setup.cjs"));
    const list = (version: string): void => {
      mkdirSync(join(place, "node_modules/esbuild"), { recursive: true });
      writeFileSync(join(place, "node_modules/esbuild/package.json"), JSON.stringify({ name: "esbuild", version }));
    };
    list("0.0.1");
    expect(await bundlings("generate", ...quick)).toBe(1);
    expect(await bundlings("generate", ...quick)).toBe(0);
    // It has the same path and the same size.
    list("0.0.2");
    expect(await bundlings("generate", ...quick)).toBe(1);
  });

  it("is nothing that another build of the program goes by", () => {
    const { folder, run } = project(small);
    run("generate", ...quick);
    const right = scriptsIn(folder);
    const place = copyOfProgram();
    const built = readFileSync(join(place, "program.cjs"), "utf8");
    expect(built).toContain("done, or already done");
    writeFileSync(join(place, "program.cjs"), built.replaceAll("done, or already done", "done, whenever it was"));
    const run2 = (...words: string[]) =>
      spawnSync(process.execPath, [join(place, "phoenix-setup.cjs"), ...words], { cwd: folder, encoding: "utf8" });
    expect(run2("generate", ...quick).stderr).toContain("2 scripts written");
    expect(run2("generate", ...quick).stderr).toContain("2 unchanged");
    expect(run("generate", ...quick).err).toContain("2 scripts written");
    expect(scriptsIn(folder)).toEqual(right);
  });

  it("is told from what is remembered with another language or time zone", () => {
    const { folder, put } = project(small);
    put(
      "definitions/900-one.ts",
      other("${Intl.DateTimeFormat().resolvedOptions().timeZone.toLowerCase().replace('/', '-')}")
        .replaceAll('"${', "`${")
        .replaceAll("')}\"", "')}`"),
    );
    const packages = (zone: string): string => {
      const env = { ...process.env, TZ: zone };
      const { status, stderr } = spawnSync(process.execPath, [program, "generate", ...quick], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      expect({ status, stderr }).toMatchObject({ status: 0 });
      return readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_900.sh"), "utf8");
    };
    expect(packages("Europe/Berlin")).toContain("europe-berlin");
    expect(packages("Asia/Tokyo")).toContain("asia-tokyo");
  });
});

describe("damaged files of the cache change nothing but the time it takes,", () => {
  const damages: Readonly<Record<string, (path: string) => void>> = {
    "cut off": (path) => writeFileSync(path, readFileSync(path).subarray(0, -10)),
    empty: (path) => writeFileSync(path, ""),
    "one byte other": (path) => {
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    "of something else": (path) => writeFileSync(path, '{"dependencies":{},"scripts":[],"findings":[]}'),
    "a folder": (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    "not to be read": (path) => chmodSync(path, 0),
  };

  it("whatever the damage", async () => {
    const twins = new Twins(FLEET);
    await twins.run("generate", "--no-lint");
    for (const [damage, make] of sampled(Object.entries(damages), 3)) {
      const names = readdirSync(twins.cache);
      expect(names, damage).toEqual(expect.arrayContaining(["run", "types"]));
      for (const name of names) make(join(twins.cache, name));
      const changed = member(905, { steps: `[apt.packages({ packages: ["${damage.replaceAll(" ", "-")}"] })]` });
      twins.edit({ [fileOf(905)]: changed });
      const { cached, afresh } = await twins.run("generate", "--no-lint");
      expect(cached, damage).toEqual(afresh);
      expect(cached.err, damage).toContain("1 script written");
      rmSync(twins.cache, { recursive: true });
      twins.cached.run("generate", "--no-lint");
    }
  });
});

describe("runs that meet", () => {
  it("at once all give what one gives", async () => {
    const twins = new Twins(FLEET);
    for (let round = 0; round < (thorough ? 3 : 1); round++) {
      twins.edit({
        [fileOf(901 + round)]: member(901 + round, { steps: `[apt.packages({ packages: ["round-${round}"] })]` }),
      });
      if (round === 1) await pause(50);
      const all = [
        ["generate", ...quick],
        ["generate", ...quick],
        ["generate", ...quick, "--no-cache"],
        ["generate", ...quick, "904"],
      ];
      const codes = await Promise.all(all.map((words) => started(twins.cached.folder, words).ended));
      expect(codes).toEqual([0, 0, 0, 0]);
      const { cached, afresh } = await twins.run("generate", ...quick);
      expect(cached.scripts).toEqual(afresh.scripts);
      expect(cached.err).toContain("0 scripts written");
    }
  });

  it("one that is killed, whenever it is, leaves whole scripts and a cache that is right", async () => {
    const twins = new Twins(FLEET);
    const versions = new Set<string>();
    const note = (): void => {
      for (const [name, is] of Object.entries(scriptsIn(twins.cached.folder))) versions.add(`${name} ${is}`);
    };
    await twins.run("generate", ...quick);
    note();
    for (const round of sampled([0, 1, 2, 3, 4, 5], 3)) {
      twins.edit({
        "definitions/shared.ts": `export const packages = (name: string): string[] => ["git-${round}", name];\n`,
      });
      const { child, ended } = started(twins.cached.folder, ["generate", ...quick]);
      await pause(60 + round * 60);
      child.kill("SIGKILL");
      await ended;
      const left = scriptsIn(twins.cached.folder);
      const { cached, afresh } = await twins.run("generate", ...quick);
      const hidden = Object.keys(cached.scripts).filter((name) => name.startsWith("."));
      for (const name of hidden) rmSync(join(twins.cached.folder, "dist-scripts", name));
      expect(scriptsIn(twins.cached.folder)).toEqual(afresh.scripts);
      note();
      for (const [name, is] of Object.entries(left))
        if (!name.startsWith(".")) expect(versions).toContain(`${name} ${is}`);
    }
  });
});
