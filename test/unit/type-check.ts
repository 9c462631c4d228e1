import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.ts";

/** The project's own types, as an author's editor sees them. */
export function typeCheck(folder: string): void {
  const types = join(root, "dist/types/index.d.ts");
  const modules = {
    module: "preserve",
    target: "es2022",
    allowImportingTsExtensions: true,
    paths: { "phoenix-setup": [types] },
  };
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    types: [],
    noEmit: true,
  };
  const config = { compilerOptions: { ...modules, ...strict }, include: ["definitions"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8", stdio: "pipe" });
  } catch (thrown) {
    throw new Error((thrown as { stdout: string }).stdout);
  }
}
