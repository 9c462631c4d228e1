import { readFileSync } from "node:fs";
import { type BuildFailure, buildSync, type Message, type Metafile } from "esbuild";
import { type Finding, finding } from "../model/finding.ts";
import type { Place } from "../model/problem.ts";

/** Several definition files as one program; each is evaluated only when its own function is called. */
export interface Bundle {
  readonly code: string;
  /** Source map, version 3. */
  readonly map: string;
}

/** The name under which the bundle stands in stack traces. */
export const BUNDLE = "phoenix-setup-definitions.cjs";

/**
 * Bundles definition files. If one cannot be read, the others are bundled without it, so that its mistakes do not hide theirs.
 *
 * @param files paths relative to `folder`, with forward slashes
 */
export function bundle(folder: string, files: readonly string[]): { bundles: Bundle[]; findings: Finding[] } {
  const whole = tryBundle(folder, files);
  if (!("errors" in whole)) return { bundles: [whole.bundle], findings: cycles(folder, whole.meta) };
  const bundles: Bundle[] = [];
  const findings = new Map<string, Finding>();
  for (const file of files) {
    const one = tryBundle(folder, [file]);
    if (!("errors" in one)) bundles.push(one.bundle);
    const found = "errors" in one ? one.errors.map((error) => unreadable(error, file)) : cycles(folder, one.meta);
    for (const each of found) findings.set(JSON.stringify([each.place, each.message]), each);
  }
  return { bundles, findings: [...findings.values()] };
}

type Attempt = { bundle: Bundle; meta: Metafile } | { errors: Message[] };

function tryBundle(folder: string, files: readonly string[]): Attempt {
  const entry = files.map(
    (file) => `exports[${JSON.stringify(file)}] = () => require(${JSON.stringify(`./${file}`)});`,
  );
  try {
    const built = buildSync({
      stdin: { contents: entry.join("\n"), resolveDir: folder, sourcefile: "definitions" },
      absWorkingDir: folder,
      bundle: true,
      write: false,
      outfile: "out.cjs",
      format: "cjs",
      platform: "node",
      target: "node20",
      external: ["phoenix-setup"],
      loader: { ".sh": "text" },
      sourcemap: "external",
      sourcesContent: false,
      metafile: true,
      logLevel: "silent",
      tsconfigRaw: "{}",
    });
    const text = (ending: string) => built.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
    return { bundle: { code: text(".cjs"), map: text(".map") }, meta: built.metafile };
  } catch (thrown) {
    const { errors } = thrown as Partial<BuildFailure>;
    if (errors === undefined || errors.length === 0) throw thrown;
    return { errors };
  }
}

function unreadable({ text, location }: Message, file: string): Finding {
  const place = location
    ? { file: location.file, line: location.line, column: location.column + 1 }
    : { file, line: 1, column: 1 };
  const hint = text.startsWith("Top-level await")
    ? "a definition is data: read files with an import, and values of the host with lxcConfig() or env()"
    : text.startsWith("Could not resolve")
      ? "mend the path, or install the package"
      : "mend the syntax";
  return finding("D201", text, hint, place);
}

/** A circular import gives `undefined` without an error, so it has to be looked for. */
function cycles(folder: string, meta: Metafile): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (done.has(file)) return;
    for (const { path: next, original } of meta.inputs[file]?.imports ?? []) {
      if (!(next in meta.inputs)) continue;
      const from = [...path, file].indexOf(next);
      if (from < 0) visit(next, [...path, file]);
      else {
        const ring = [...[...path, file].slice(from), next].join(" → ");
        const hint = "move what both need into a third file";
        findings.push(finding("D203", `files import each other: ${ring}`, hint, importPlace(folder, file, original)));
      }
    }
    done.add(file);
  };
  for (const file of Object.keys(meta.inputs)) visit(file, []);
  return findings;
}

function importPlace(folder: string, file: string, original: string | undefined): Place {
  const lines = readFileSync(`${folder}/${file}`, "utf8").split("\n");
  const line = lines.findIndex(
    (text) => original !== undefined && /\b(import|from|require)\b/.test(text) && text.includes(original),
  );
  return { file, line: Math.max(line, 0) + 1, column: 1 };
}
