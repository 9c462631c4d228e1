import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { type EncodedSourceMap, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { BuildFailure, Location, Metafile } from "esbuild";
import { packageManager } from "../contract/package-manager.ts";
import { ExternalError } from "../validation/failures.ts";
import type { Finding } from "../validation/finding.ts";
import type { Place } from "../validation/problem.ts";
import { bundled } from "./bundled-files.ts";
import { type Built, build, LIST, leftOut, OPTIONS, plainSources } from "./bundler.ts";
import { cycles } from "./cycles.ts";
import type { Said } from "./missing-comma.ts";
import { unreadable } from "./unreadable.ts";

/** Several definition files as one program; each is evaluated only when its own function is called. */
export interface Bundle {
  /** Those that can be evaluated: they import nothing that was left out. */
  readonly files: readonly string[];
  /** Gives a function that takes an object for the functions of the files, and what they require with. */
  readonly script: Script;
  /** Source map, version 3. */
  readonly map: EncodedSourceMap;
}

/** What became of definition files. */
export interface Bundled {
  readonly bundles: readonly Bundle[];
  readonly findings: readonly Finding[];
  /** Absolute paths of all files that were read; none if one of them is not sound. */
  readonly inputs: readonly string[];
  /** What each file imports, by paths relative to the folder; undefined if one of them is not sound. */
  readonly graph: Metafile["inputs"] | undefined;
}

/**
 * Bundles definition files. If some cannot be read, the others are bundled without them, so that their mistakes do not hide the others'.
 *
 * @param files paths relative to `folder`, with forward slashes
 * @param nameOf gives the names that bundles bear in stack traces, by their numbers
 */
export function bundle(folder: string, files: readonly string[], nameOf: (number: number) => string): Bundled {
  const bundles: Bundle[] = [];
  const findings = new Map<string, Finding>();
  const keep = (found: readonly Finding[]): void => {
    for (const each of found) findings.set(JSON.stringify([each.place, each.message]), each);
  };
  let inputs: string[] | undefined = [];
  let graph: Metafile["inputs"] | undefined = {};
  const take = (some: readonly string[]): void => {
    const left = new Set<string>();
    for (let open = some; open.length > 0; open = open.filter((file) => !left.has(file))) {
      const attempt = tryBundle(folder, open, { name: nameOf(bundles.length), left });
      if ("bundle" in attempt) {
        bundles.push(attempt.bundle);
        inputs?.push(...bundled(folder, attempt.meta));
        graph = graph && { ...graph, ...attempt.meta.inputs };
        keep(cycles(folder, attempt.meta));
        return;
      }
      inputs = undefined;
      graph = undefined;
      keep(attempt.findings(open[0] ?? ""));
      // The files with the mistakes are left out, and so is whatever imports them; a pattern cannot name one with a star.
      const named = attempt.places.map(({ file }) => file).filter((file) => !left.has(file) && !file.includes("*"));
      for (const file of named) left.add(file);
      if (named.length > 0) continue;
      // It is not said which they are, and halving tells.
      if (open.length > 1) {
        take(open.slice(0, open.length >> 1));
        take(open.slice(open.length >> 1));
      }
      return;
    }
  };
  take(files);
  return { bundles, findings: [...findings.values()], inputs: inputs ?? [], graph };
}

type Attempt =
  | { readonly bundle: Bundle; readonly meta: Metafile }
  | { readonly places: readonly Place[]; readonly findings: (file: string) => Finding[] };

/** How the bundle is called in stack traces, and the files that cannot be in it. */
interface Bundling {
  readonly name: string;
  readonly left: ReadonlySet<string>;
}

function tryBundle(folder: string, files: readonly string[], { name, left }: Bundling): Attempt {
  const entry = files.map(
    (file) => `exports[${JSON.stringify(file)}] = () => require(${JSON.stringify(`./${file}`)});`,
  );
  try {
    const built = build(folder, entry.join("\n"), left) ?? buildSlowly(folder, entry.join("\n"), left);
    return compiled(folder, built, { name, files: left.size === 0 ? files : whole(files, built.meta) });
  } catch (thrown) {
    const { errors } = thrown as Partial<BuildFailure>;
    if (errors === undefined || errors.length === 0) throw withoutBundler(thrown, folder);
    // What cannot even be found is said of the list of files, which is made above, a line a file.
    return failed(
      folder,
      errors.map(({ text, location }) =>
        location?.file === LIST
          ? { text, location: { file: files[location.line - 1] ?? "", line: 1, column: 0 } }
          : { text, location: location && { ...location, column: utf16(location) } },
      ),
    );
  }
}

/** Those of the files that import nothing that was left out, be it through others. */
function whole(files: readonly string[], { inputs }: Metafile): string[] {
  const importers = new Map<string, string[]>();
  const lacking = new Set<string>();
  for (const [file, { imports }] of Object.entries(inputs))
    for (const { path, external } of imports) {
      if (external === true) {
        if (/^\.|^\//.test(path)) lacking.add(file);
        continue;
      }
      const known = importers.get(path);
      if (known) known.push(file);
      else importers.set(path, [file]);
    }
  // What is added on the way is looked at as well.
  for (const file of lacking) for (const importer of importers.get(file) ?? []) lacking.add(importer);
  return files.filter((file) => !lacking.has(file));
}

/** The same by esbuild's interface, which says what is wrong. */
function buildSlowly(folder: string, entry: string, left: Iterable<string>): Built {
  // Loaded late: mostly nothing is wrong.
  const { buildSync } = createRequire(join(import.meta.dirname, "package.json"))("esbuild") as typeof import("esbuild");
  const { outputFiles, metafile } = buildSync({
    ...OPTIONS,
    external: [...OPTIONS.external, ...leftOut(left)],
    stdin: { contents: entry, resolveDir: folder, sourcefile: LIST },
    absWorkingDir: folder,
    write: false,
    outfile: "out.cjs",
    metafile: true,
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  const map = JSON.parse(text(".map")) as EncodedSourceMap;
  return { code: text(".cjs"), map: { ...map, sources: plainSources(map.sources, folder, folder) }, meta: metafile };
}

/** An installation may have left out esbuild's own program, which is an optional package, or the program cannot be started here. */
function withoutBundler(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof SyntaxError) return thrown;
  const [why = ""] = thrown.message.trim().split("\n");
  if (!/esbuild/.test(`${why} ${thrown.stack ?? ""}`)) return thrown;
  return new ExternalError(`definitions cannot be bundled: ${why}; fix: ${packageManager(folder).installOptional}`);
}

/** The bundler counts columns in bytes. */
const utf16 = ({ column, lineText }: Location): number => Buffer.from(lineText).subarray(0, column).toString().length;

/** V8 refuses a little that esbuild lets pass, such as regular expressions that it cannot compile. */
function compiled(
  folder: string,
  { code, map, meta }: Built,
  { name: filename, files }: { readonly name: string; readonly files: readonly string[] },
): Attempt {
  // Modules are strict; of packages, some rely on not being it.
  const strict = Object.entries(meta.inputs).every(([file, { format }]) => format !== "cjs" || file === LIST);
  const wrapped = `(function (exports, require) {${strict ? '"use strict"' : ""}\n${code}\n})`;
  try {
    return {
      bundle: { files, script: new Script(wrapped, { filename, lineOffset: -1 }), map },
      meta,
    };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const [, line, column] = /^.*:(\d+)\n(?:.*\n( *)\^)?/.exec(thrown.stack ?? "") ?? [];
    const from = { line: Number(line ?? 1), column: column?.length ?? 0 };
    const { source, line: at, column: within } = originalPositionFor(new TraceMap(map), from);
    const location = source === null ? null : { file: source, line: at, column: within };
    return failed(folder, [{ text: thrown.message, location }]);
  }
}

const failed = (folder: string, errors: readonly Said[]): Attempt => ({
  places: errors.flatMap(({ location }) => location ?? []),
  findings: (file) => errors.map((error) => unreadable(folder, error, file)),
});
