import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Metafile } from "esbuild";

/** The files that a bundle was made of. Those of a package come with its `package.json`, which says what its name leads to. */
export function bundled(folder: string, { inputs }: Pick<Metafile, "inputs">): string[] {
  const files = Object.keys(inputs)
    .filter((name) => name !== "definitions")
    .map((name) => join(folder, name));
  const packages = files.filter((file) => file.includes("/node_modules/")).flatMap(packageFiles);
  return [...new Set([...files, ...packages])];
}

/** Every `package.json` between a file and the `node_modules` that holds it. */
function packageFiles(file: string): string[] {
  const found: string[] = [];
  for (let at = dirname(file); !at.endsWith("/node_modules"); at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) found.push(join(at, "package.json"));
    if (at === dirname(at)) break;
  }
  return found;
}
