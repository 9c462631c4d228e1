import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { type EncodedSourceMap, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { BuildFailure, Location, Message, Metafile } from "esbuild";
import { type Finding, finding } from "../validation/finding.ts";
import type { Place } from "../validation/problem.ts";
import { fileName } from "../validation/source-positions.ts";
import { bundled } from "./bundled-files.ts";
import { type Built, build, leftOut, OPTIONS } from "./bundler.ts";
import { cycles } from "./cycles.ts";

/** Several definition files as one program; each is evaluated only when its own function is called. */
export interface Bundle {
  /** Those that can be evaluated: they import nothing that was left out. */
  readonly files: readonly string[];
  /** Gives a function that takes what the files see of the machine; that one gives the functions of the files. */
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

/** Names that files see as they are handed to the bundle, in this order, rather than as Node has them. */
export const SURROUNDINGS = [
  ...["console", "Date", "Math", "performance", "process"],
  ...["fetch", "queueMicrotask", "setImmediate", "setInterval", "setTimeout"],
] as const;

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
    return compiled(built, name, left.size === 0 ? files : whole(files, built.meta));
  } catch (thrown) {
    const { errors } = thrown as Partial<BuildFailure>;
    if (errors === undefined || errors.length === 0) throw thrown;
    // What cannot even be found is said of the list of files, which is made above, a line a file.
    return failed(
      errors.map(({ text, location }) =>
        location?.file === "definitions"
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
    stdin: { contents: entry, resolveDir: folder, sourcefile: "definitions" },
    absWorkingDir: folder,
    write: false,
    outfile: "out.cjs",
    metafile: true,
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { code: text(".cjs"), map: JSON.parse(text(".map")) as EncodedSourceMap, meta: metafile };
}

/** The bundler counts columns in bytes. */
const utf16 = ({ column, lineText }: Location): number => Buffer.from(lineText).subarray(0, column).toString().length;

/** V8 refuses a little that esbuild lets pass, such as regular expressions that it cannot compile. */
function compiled({ code, map, meta }: Built, filename: string, files: readonly string[]): Attempt {
  // What files declare themselves stands in a function of its own, so that it may bear one of these names.
  const wrapped = `(function (${SURROUNDINGS.join()}) { return function (exports, require) {\n${code}\n}})`;
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
    const location = source === null ? null : { file: fileName(source), line: at, column: within };
    return failed([{ text: thrown.message, location }]);
  }
}

type Said = Pick<Message, "text"> & { readonly location: Pick<Place, "file" | "line" | "column"> | null };

const failed = (errors: readonly Said[]): Attempt => ({
  places: errors.flatMap(({ location }) => location ?? []),
  findings: (file) => errors.map((error) => unreadable(error, file)),
});

function unreadable({ text, location }: Said, file: string): Finding {
  const place = location?.file
    ? { file: location.file, line: location.line, column: location.column + 1 }
    : { file, line: 1, column: 1 };
  const [sign, hint, words] = HINTS.find(([known]) => known.test(text)) ?? [];
  const message = sign !== undefined && words !== undefined ? text.replace(sign, words) : text.replace(/:$/, "");
  return finding("D201", message, hint ?? "mend the syntax", place);
}

/** What to do about what the bundler says, and, where its words tell of things that an author does not see, better ones. */
const HINTS: readonly (readonly [sign: RegExp, hint: string, words?: string])[] = [
  [
    /^Top-level await.*$/,
    "a definition is data: read files with local(), and values of the host with lxcConfig() or env()",
    "a definition is evaluated at once, so that there can be no `await` at its top level",
  ],
  [
    /^Could not resolve ("\..*")$/,
    "mend the path; it is relative to the file, and ends as the file's name does",
    "there is no file $1",
  ],
  [/^Could not resolve (".*")$/, "mend the name, or install the package", "there is no package $1"],
  [/^No matching export in (".*") for import (".*")$/, "mend the name, or export it there", "$1 exports no $2"],
  [
    /^No loader is configured for .* files: (.*)$/,
    'read it with local("…"), whose path is relative to definitions/',
    "$1 is no TypeScript, and cannot be imported",
  ],
  [
    /^Multiple exports with the same name "default"$/,
    "leave one of them; a second container needs a file of its own",
    "the file has two default exports",
  ],
  [/^Multiple exports with the same name (".*")$/, "give one of them another name", "the file exports $1 twice"],
  [/^Invalid regular expression/, "mend the regular expression"],
];
