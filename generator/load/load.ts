import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import * as face from "../index.ts";
import type { Definition } from "../model/container.ts";
import { type Finding, finding } from "../model/finding.ts";
import type { Host } from "../model/host.ts";
import { bundle } from "./bundle.ts";
import { Places } from "./places.ts";

/** A definition and the file that exports it. */
export interface LoadedContainer {
  readonly file: string;
  readonly definition: Definition;
}

/** All that the definition files of a folder say. */
export interface Loaded {
  readonly folder: string;
  readonly host: Host | undefined;
  readonly containers: readonly LoadedContainer[];
  readonly places: Places;
  readonly findings: readonly Finding[];
}

/** Containers are described in files named `<CTID>-<name>.ts`, the host in `host.ts`; others are only imported. */
export const definitionFiles = (folder: string): string[] =>
  readdirSync(join(folder, "definitions"))
    .filter((name) => /^\d+.*\.ts$/.test(name) || name === "host.ts")
    .sort()
    .map((name) => `definitions/${name}`);

/** Evaluates the definition files below `folder`, each by itself. Reads them; runs nothing on any host. */
export function load(folder: string): Loaded {
  const files = definitionFiles(folder);
  const places = new Places();
  const { bundles, findings } = bundle(folder, files);
  const found = [...findings];
  const containers: LoadedContainer[] = [];
  let host: Host | undefined;
  for (const { code, map } of bundles) {
    for (const [file, evaluate] of Object.entries(run(code, places.add(map), folder))) {
      const exported = attempt(file, evaluate, places, found);
      if (exported === undefined) continue;
      if (is(exported, "host")) host = exported as Host;
      else if (is(exported, "template") || is(exported, "application"))
        containers.push({ file, definition: exported as Definition });
      else
        found.push(
          finding(
            "D204",
            "the file's default export is no definition",
            "export default template({…}), application({…}) or host({…})",
            { file, line: 1, column: 1 },
          ),
        );
    }
  }
  return { folder, host, containers, places, findings: found };
}

type Files = Record<string, () => { default?: unknown }>;

/** Runs the bundle, which only defines a function a file. `phoenix-setup` is answered by the program that is running. */
function run(code: string, name: string, folder: string): Files {
  const require = createRequire(join(folder, "definitions", "host.ts"));
  const files: Files = {};
  const wrapped = new Script(`(function (exports, require) {\n${code}\n})`, { filename: name, lineOffset: -1 });
  const body = wrapped.runInThisContext() as (exports: Files, require: (id: string) => unknown) => void;
  body(files, (id) => (id === "phoenix-setup" ? face : require(id)));
  return files;
}

function attempt(file: string, evaluate: () => { default?: unknown }, places: Places, found: Finding[]): unknown {
  try {
    const { default: exported } = evaluate();
    if (exported !== undefined) return exported;
    found.push(
      finding("D204", "the file has no default export", "export default template({…}), application({…}) or host({…})", {
        file,
        line: 1,
        column: 1,
      }),
    );
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const place = places.call({ stack: error.stack ?? "" }) ?? { file, line: 1, column: 1 };
    found.push(
      finding(
        "D202",
        `the file's own code failed: ${error.message}`,
        "mend the line; a definition is evaluated when it is loaded",
        place,
      ),
    );
  }
  return undefined;
}

const is = (value: unknown, what: string): boolean =>
  typeof value === "object" && value !== null && "is" in value && value.is === what;
