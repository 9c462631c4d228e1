import type { Script, Section } from "../render/script.ts";
import { traceOf } from "../render/trace.ts";
import { engineKey } from "./engine-key.ts";
import { keepRemarks, knownRemarks } from "./remarks.ts";
import { type Engine, findEngine, type Remark } from "./shellcheck.ts";

/** A script to be linted. */
export interface Lintable {
  readonly name: string;
  readonly sha256: string;
  /** Its bytes; asked for only if they were not linted before. */
  readonly text: () => string;
}

/** A remark, and what printed the line that it is about. */
export interface LintFinding extends Remark {
  /** The script's file name. */
  readonly script: string;
  /** `templates/steps/apt-packages.sh.hbs`, and for a step the definition's line. */
  readonly source: string;
}

/** What ShellCheck says about scripts. */
export interface Linted {
  readonly engine: Pick<Engine, "name" | "version">;
  /** By file name; scripts without a remark are left out. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>;
}

/** How a lint is done. */
export interface LintOptions {
  /** Which engine; default: the native one if it is installed. */
  readonly engine?: Engine["name"] | undefined;
  /** Whether remarks are neither looked up nor kept. */
  readonly noCache: boolean;
  /** Called at the beginning, and whenever one more script has been linted: how many of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Scripts whose text is in memory at once. */
const SHARE = 64;

/** Lints scripts; what was linted before, by the same engine, is remembered by content. `folder` is the project. */
export async function lint(
  scripts: readonly Lintable[],
  folder: string,
  { engine: wanted, noCache, onProgress }: LintOptions,
): Promise<Linted> {
  const { key } = engineKey(wanted);
  const known = key === undefined || noCache ? undefined : knownRemarks(folder, key);
  const open = scripts.filter(({ sha256 }) => known === undefined || !Object.hasOwn(known.remarks, sha256));
  const engine = findEngine(wanted, known?.version);
  const found: Record<string, readonly Remark[]> = {};
  let done = 0;
  if (open.length > 0) onProgress?.(done, open.length);
  try {
    for (let from = 0; from < open.length; from += SHARE) {
      const share = open.slice(from, from + SHARE);
      const results = await engine.lint(
        share.map(({ text }) => text()),
        (more) => {
          done += more;
          onProgress?.(done, open.length);
        },
      );
      for (const [i, { sha256 }] of share.entries()) found[sha256] = results[i] ?? [];
    }
  } finally {
    // What is known by now stays known, even if this run is not finished.
    if (!noCache && key !== undefined && Object.keys(found).length > 0)
      keepRemarks(folder, key, { version: engine.version, remarks: found });
  }
  const remarks = scripts.map(({ name, sha256 }) => [name, found[sha256] ?? known?.remarks[sha256] ?? []] as const);
  return { engine, remarks: new Map(remarks.filter(([, said]) => said.length > 0)) };
}

/** Remarks on a script, each with the template, and for a step the line of the definition, that printed the line. */
export const located = (script: Script, remarks: readonly Remark[]): LintFinding[] =>
  remarks.map((remark) => ({ ...remark, script: script.name, source: sourceOf(script, remark.line) }));

/** The line of an author's Bash, or of an author's template, that printed a line; else the template. */
function sourceIn({ plan }: Script, { step, template, from }: Section, line: number): string {
  if (step === undefined || template.startsWith("templates/runtime/")) return template;
  const traced = traceOf(step)[line - from];
  const place = traced?.piece && plan.placeOf?.(traced.piece.origin);
  if (traced?.piece && place) return `${place.file}:${place.line + traced.piece.below}`;
  return traced?.line === undefined ? template : `${template}:${traced.line}`;
}

function sourceOf(script: Script, line: number): string {
  const section = script.sections.find(({ from, to }) => from <= line && line <= to);
  if (section === undefined) return "templates/setup-script.sh.hbs";
  const by = sourceIn(script, section, line);
  const place = section.step?.place;
  // Bash that stands in the definition is printed by the very line that it is for.
  return place === undefined || by === `${place.file}:${place.line}` ? by : `${by}, for ${place.file}:${place.line}`;
}
