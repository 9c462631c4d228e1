import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { definition, root } from "./project.ts";

const folder = mkdtempSync(join(tmpdir(), "phoenix-package-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const npm = (where: string, ...words: string[]): string =>
  execFileSync("npm", words, { cwd: where, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

it("the packed tarball, installed in an empty directory, generates a script from a definition that compiles there", () => {
  const [packed] = JSON.parse(npm(root, "pack", "--ignore-scripts", "--json", "--pack-destination", folder)) as {
    filename: string;
    files: { path: string }[];
  }[];
  const own = join(folder, "own");
  mkdirSync(join(own, "definitions"), { recursive: true });
  writeFileSync(join(own, "package.json"), JSON.stringify({ name: "own", private: true, type: "module" }));
  npm(own, "install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, packed?.filename ?? ""));
  writeFileSync(join(own, "definitions/101-own.ts"), definition(101));

  execFileSync("node_modules/.bin/phoenix-setup", ["generate"], { cwd: own, stdio: "pipe" });
  expect(readFileSync(join(own, "dist-scripts/phoenix_hypervisor_setup_101.sh"), "utf8")).toContain("packages=(curl)");

  const options = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
    "--types",
    "",
    "--lib",
    "ES2022",
  ];
  const modules = ["--module", "nodenext", "--target", "es2022"];
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, ...options, ...modules, "definitions/101-own.ts"], {
    cwd: own,
    stdio: "pipe",
  });

  const paths = packed?.files.map(({ path }) => path) ?? [];
  expect(
    paths.filter(
      (path) => !/^(dist\/|LICENSE|README\.md|CHANGELOG\.md|package\.json|generator\/ERRORS\.md)/.test(path),
    ),
  ).toEqual([]);
}, 120_000);
