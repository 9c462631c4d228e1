import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownSpecifier } from "../../generator/scaffold/origin.ts";
import { completedPackage, newPackage } from "../../generator/scaffold/package-json.ts";
import { unlinted } from "../thorough.ts";
import { project } from "./in-process.ts";
import { root } from "./project.ts";

const scaffold = join(root, "generator/scaffold/project");
const files = readdirSync(scaffold, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(scaffold.length + 1))
  .sort();
const text = (name: string): string => readFileSync(join(scaffold, name), "utf8");
const json = (source: string) => JSON.parse(source) as Record<string, Record<string, string>>;

describe("init", () => {
  it("writes every file of the scaffold as it is, and a package.json with this folder's name", async () => {
    const { folder, run } = project({});
    const { code, out, err } = await run("init");
    expect({ code, out }).toEqual({ code: 0, out: "" });
    for (const name of files) expect(err).toContain(`created ${name}\n`);
    for (const name of files.filter((one) => one !== "package.json"))
      expect(readFileSync(join(folder, name), "utf8")).toBe(text(name));
    const made = json(readFileSync(join(folder, "package.json"), "utf8"));
    expect(made["scripts"]).toEqual(json(text("package.json"))["scripts"]);
    expect(made["name"]).toMatch(/^phoenix-project-[a-z0-9-]+$/);
    expect(err).toMatch(/\nnext: npm install && npm run generate\n$/);
  });

  it("makes a folder that generates at once", async () => {
    const { folder, run } = project({});
    await run("init");
    expect(await run("generate", "--no-types", ...unlinted)).toEqual({
      code: 0,
      out: "",
      err: "created dist-scripts/phoenix_hypervisor_setup_900.sh\n1 script written, 0 unchanged\n",
    });
    expect((await run("doctor")).code).toBe(0);
    expect(existsSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_900.sh"))).toBe(true);
  });

  it("keeps what is there, says so, and changes nothing the second time", async () => {
    const { folder, run } = project({ "README.md": "mine" });
    symlinkSync("/nonexistent/file", join(folder, "tsconfig.json"));
    expect((await run("init")).err).toMatch(/^kept {4}README.md: it was there$/m);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("mine");
    expect(lstatSync(join(folder, "tsconfig.json")).isSymbolicLink()).toBe(true);
    writeFileSync(join(folder, "definitions/host.ts"), "changed");
    const before = readFileSync(join(folder, "package.json"), "utf8");
    const { code, err } = await run("init");
    expect({ code, kept: err.match(/^kept /gm)?.length }).toEqual({ code: 0, kept: files.length });
    expect(readFileSync(join(folder, "package.json"), "utf8")).toBe(before);
    expect(readFileSync(join(folder, "definitions/host.ts"), "utf8")).toBe("changed");
  });

  it("adds no definition to others, which it might clash with", async () => {
    const { folder, run } = project({ "definitions/900-other.ts": "" });
    expect((await run("init")).err).toContain(
      "left out definitions/900-base-template.ts: there are other definitions\n",
    );
    expect(readdirSync(join(folder, "definitions"))).toEqual(["900-other.ts"]);
  });

  it("adds to a package.json only what is missing", async () => {
    const { folder, run } = project({ "package.json": '{\n\t"scripts": { "check": "mine" },\n\t"private": true\n}\n' });
    expect((await run("init")).err).toMatch(
      /^added {3}scripts.generate, scripts.lint, scripts.rehearse, devDependencies.phoenix-setup, devDependencies.typescript to package.json$/m,
    );
    const source = readFileSync(join(folder, "package.json"), "utf8");
    expect(json(source)["scripts"]).toMatchObject({ check: "mine", generate: "phoenix-setup generate" });
    expect(source).toMatch(/^\t"private": true/m);
  });

  it.each([
    ['{ "name": "x", }', "cannot be read"],
    ["[]", "it holds no object"],
  ])("refuses a package.json that says %s, before it writes anything", async (source, message) => {
    const { folder, run } = project({ "package.json": source });
    expect(await run("init")).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    expect(readdirSync(folder)).toEqual(["package.json"]);
  });

  it("takes nothing but flags", async () => {
    const { folder, run } = project({});
    expect(await run("init", "there")).toMatchObject({ code: 2, err: expect.stringContaining("not 'there'") });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("the scaffold", () => {
  it("pins the TypeScript and the version that this package is made with", () => {
    const own = json(readFileSync(join(root, "package.json"), "utf8"));
    const scaffolded = json(text("package.json"))["devDependencies"];
    expect(scaffolded).toEqual({
      "phoenix-setup": own["version"],
      typescript: { ...own["dependencies"], ...own["devDependencies"] }["typescript"],
    });
  });

  it("has a script for each command that it names", async () => {
    for (const script of Object.values(json(text("package.json"))["scripts"] ?? {}))
      expect(await project({}).run(...script.split(" ").slice(1), "--help")).toMatchObject({ code: 0 });
  });
});

describe("package.json names the very phoenix-setup that wrote it:", () => {
  const installed = (resolved: string | undefined) => {
    const lock = { packages: { "node_modules/phoenix-setup": resolved === undefined ? {} : { resolved } } };
    return project({ "node_modules/.package-lock.json": JSON.stringify(lock), "node_modules/phoenix-setup/dist/x": "" })
      .folder;
  };

  it("the tarball that it was installed from", () => {
    const cache = installed("file:../tarballs/p.tgz");
    const own = join(cache, "node_modules/phoenix-setup/dist");
    expect(ownSpecifier(own, join(cache, "../new/deep"))).toBe("file:../../tarballs/p.tgz");
  });

  it("its version, if it comes from a registry", () => {
    for (const resolved of [undefined, "https://registry.npmjs.org/phoenix-setup/-/phoenix-setup-0.1.0.tgz"]) {
      const cache = installed(resolved);
      expect(ownSpecifier(join(cache, "node_modules/phoenix-setup/dist"), cache)).toBe(PHOENIX_SETUP_VERSION);
    }
  });

  it("its folder, if it was never installed", () => {
    expect(ownSpecifier("/a/phoenix/dist", "/a/new")).toBe("file:../phoenix");
  });
});

it("an own package of the project is not added a second time", () => {
  const there = '{\n    "dependencies": { "phoenix-setup": "file:x.tgz" }\n}';
  const { text: after, added } = completedPackage(there, text("package.json"), "0.1.0");
  expect(added).not.toContain("devDependencies.phoenix-setup");
  expect(json(after)["devDependencies"]).toEqual({ typescript: expect.any(String) });
  expect(after).toMatch(/^ {4}"scripts"/m);
});

it.each([
  ["My Containers", "my-containers"],
  ["-x-", "x"],
  ["…", "containers"],
])("a folder called %s makes a package called %s", (folder, name) => {
  expect(json(newPackage(text("package.json"), folder, "1"))["name"]).toBe(name);
});
