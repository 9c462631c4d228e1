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

/** Every file directly in `definitions/`: those of containers are named `<CTID>-<name>.ts`, the host's `host.ts`; others share pieces. */
const definitionFiles = (folder: string): string[] =>
  readdirSync(join(folder, "definitions"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => `definitions/${name}`);

/** Whether a file has to export a definition; another one may, but need not. */
const isDefinition = (file: string): boolean => /\/(\d[^/]*|host\.ts)$/.test(file);

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
      const exported = attempt(evaluate, file, places, found);
      if (is(exported, "host")) host = exported as Host;
      else if (is(exported, "template") || is(exported, "application"))
        containers.push({ file, definition: exported as Definition });
      else if (exported !== failed && isDefinition(file)) found.push(noDefinition(file, exported));
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

/** What a file gives whose code has failed; it was reported already. */
const failed = Symbol("failed");

function attempt(evaluate: () => { default?: unknown }, file: string, places: Places, found: Finding[]): unknown {
  try {
    return evaluate().default;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const place = places.call({ stack: error.stack ?? "" }) ?? { file, line: 1, column: 1 };
    // The bundle's own names for what is imported mean nothing to an author.
    const message = error.message.replace(/\bimport_\w+\.(default\b\.?)?/g, "");
    found.push(finding("D202", `the file's own code failed: ${message}`, mend(message), place));
    return failed;
  }
}

function mend(message: string): string {
  const [, name] = /^(\w+) is not defined$/.exec(message) ?? [];
  if (name !== undefined) return `import ${name}, or, if it is meant for Bash, write \\\${${name}}`;
  if (/ is not a function$/.test(message)) return "mend its spelling; the editor lists what there is";
  return "mend the line; a definition is evaluated when it is loaded";
}

function noDefinition(file: string, exported: unknown): Finding {
  const message =
    exported === undefined ? "the file has no default export" : "the file's default export is no definition";
  const hint = "export default template({…}), application({…}) or host({…})";
  return finding("D204", message, hint, { file, line: 1, column: 1 });
}

const is = (value: unknown, what: string): boolean =>
  typeof value === "object" && value !== null && "is" in value && value.is === what;
