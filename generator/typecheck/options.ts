import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** How definitions are held against their types where the project says nothing. */
const OWN = {
  target: "ES2022",
  lib: ["ES2022"],
  module: "ESNext",
  moduleResolution: "bundler",
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  isolatedModules: true,
};

/** Whatever the project says: nothing is written, only definitions are looked at, and `phoenix-setup` is the program that is running. */
const ALWAYS = {
  noEmit: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  rootDir: null,
  outDir: null,
  tsBuildInfoFile: null,
};

/** Declarations of `phoenix-setup`, as the build makes them. */
export const TYPES = join(import.meta.dirname, "types");

/** The options of a check as the text of a `tsconfig.json`, all paths absolute. */
export function configuration(folder: string, files: readonly string[]): string {
  const project = projectConfiguration(folder);
  const paths = { "phoenix-setup": [join(TYPES, "index.d.ts")], "phoenix-setup/*": [join(TYPES, "*.d.ts")] };
  return JSON.stringify({
    ...(project && { extends: project }),
    compilerOptions: { ...(project ? {} : OWN), ...ALWAYS, paths, ...typeRoots(folder) },
    files: files.map((file) => join(folder, file)),
    include: [],
    references: [],
  });
}

/** Where `types` are looked for: these options lie elsewhere than the project's, and the compiler goes by the place. */
function typeRoots(folder: string): { typeRoots?: readonly string[] } {
  if (configurationFiles(folder).some((file) => existsSync(file) && /"typeRoots"/.test(readFileSync(file, "utf8"))))
    return {};
  const above = (from: string): string[] => (dirname(from) === from ? [from] : [from, ...above(dirname(from))]);
  return { typeRoots: above(folder).map((each) => join(each, "node_modules/@types")) };
}

/** The project's own `tsconfig.json`: the one of its definitions, or else the one of the whole. */
export const projectConfiguration = (folder: string): string | undefined =>
  [join(folder, "definitions/tsconfig.json"), join(folder, "tsconfig.json")].find((file) => existsSync(file));

/** All files that the project's options come from, and those that would come before if they were there. */
export function configurationFiles(folder: string): string[] {
  const found = new Set([join(folder, "definitions/tsconfig.json"), join(folder, "tsconfig.json")]);
  for (const file of found) for (const from of extended(file)) found.add(from);
  return [...found];
}

/** What a `tsconfig.json`, which may hold comments, names after `extends`. */
function extended(file: string): string[] {
  try {
    const [, value = ""] = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(readFileSync(file, "utf8")) ?? [];
    return [...value.matchAll(/"([^"]+)"/g)].map(([, name = ""]) =>
      /^\.{0,2}\//.test(name)
        ? `${resolve(dirname(file), name).replace(/\.json$/, "")}.json`
        : createRequire(file).resolve(name),
    );
  } catch {
    return [];
  }
}
