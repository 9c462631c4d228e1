import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packageManager } from "../../generator/contract/package-manager.ts";

const above = mkdtempSync(join(tmpdir(), "phoenix-manager-"));
afterAll(() => rmSync(above, { recursive: true }));

const YARN = "yarn/4.18.1 npm/? node/v20.20.2 linux x64";

/** A folder with these files in it, in a workspace of Yarn. */
function project(name: string, ...files: string[]): string {
  const folder = join(above, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), "");
  return folder;
}

describe("the package manager of a project", () => {
  it.each([
    ["package-lock.json", "npm"],
    ["pnpm-lock.yaml", "pnpm"],
    ["yarn.lock", "yarn"],
  ] as const)("is known by its lock file: %s is of %s", (file, name) => {
    expect(packageManager(project(name, file), YARN).name).toBe(name);
  });

  it("is that of the workspace where the folder has no lock file of its own", () => {
    writeFileSync(join(above, "pnpm-lock.yaml"), "");
    expect(packageManager(project("member"), YARN).name).toBe("pnpm");
    rmSync(join(above, "pnpm-lock.yaml"));
  });

  it("is the one that started phoenix-setup where there is no lock file yet, and otherwise npm", () => {
    const folder = project("new");
    expect(packageManager(folder, YARN).install).toBe("yarn install");
    expect(packageManager(folder, "pnpm/10.34.9 npm/? node/v20.20.2 linux x64").run("generate")).toBe(
      "pnpm run generate",
    );
    expect(packageManager(folder, "npm/10.8.2 node/v20.20.2 linux x64").name).toBe("npm");
    expect(packageManager(folder, undefined).addForDevelopment("typescript@7")).toBe(
      "npm install --save-dev typescript@7",
    );
  });
});
