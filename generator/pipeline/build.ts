import type { Staging } from "../files/staging.ts";
import type { LintFinding } from "../lint/lint.ts";
import type { Finding } from "../validation/finding.ts";
import { type Compared, type CompareOptions, compareScripts, type Difference, type Outcome } from "./compare.ts";
import { lintScripts } from "./lint-scripts.ts";
import { findWork, type Work, type WorkOptions } from "./work.ts";

/** What definitions come to, beside the scripts that are in the folder. Nothing is written. */
export interface Build {
  /** Errors and warnings of the definitions, by place. */
  readonly findings: readonly Finding[];
  /** Whether there is an error; then the rest is empty. */
  readonly failed: boolean;
  readonly outcome: Outcome;
  /** Scripts that differ, if asked for. */
  readonly differences: readonly Difference[];
  /** What ShellCheck remarks. */
  readonly remarks: readonly LintFinding[];
  /** File names of scripts that differed in their line ends only. */
  readonly lineEnds: readonly string[];
}

/** Called as work goes on: how many of how many scripts are rendered, or linted. */
export type OnProgress = (work: "rendering" | "ShellCheck", done: number, of: number) => void;

/** How scripts are built. */
export interface BuildOptions extends WorkOptions, Pick<CompareOptions, "diff"> {
  /** Which scripts ShellCheck sees: those that differ, all that are asked for, or none. */
  readonly lint: "changed" | "all" | "none";
  readonly onProgress?: OnProgress | undefined;
  /** Called once the definitions are compiled, for what goes wrong afterwards would keep their errors and warnings. */
  readonly onFindings?: ((findings: readonly Finding[]) => void) | undefined;
}

/** A build, and what is needed to go on from it. */
export interface Built {
  readonly build: Build;
  readonly work: Work;
  readonly hashes: Compared["hashes"];
}

const NOTHING: Outcome = { created: [], changed: [], unchanged: [], orphans: [] };

/** Compiles, renders, compares and lints, and remembers that for the next run. */
export async function build(folder: string, options: BuildOptions): Promise<Build> {
  const { build, work, hashes } = await buildStaged(folder, options, undefined);
  if (!build.failed) work.remember(hashes);
  return build;
}

/** The same, with the scripts that differ laid beside their places; remembers nothing. */
export async function buildStaged(folder: string, options: BuildOptions, staging: Staging | undefined): Promise<Built> {
  const work = await findWork(folder, options);
  const { findings, failed, plans } = work;
  options.onFindings?.(findings);
  if (failed)
    return {
      build: { findings, failed, outcome: NOTHING, differences: [], remarks: [], lineEnds: [] },
      work,
      hashes: new Map(),
    };

  const { onProgress, diff = false, noCache = false } = options;
  const onRender = (done: number, of: number): void => onProgress?.("rendering", done, of);
  const compared = await compareScripts(folder, work, { diff, staging, onRender });
  const { outcome, hashes, differences, lineEnds } = compared;
  const names = {
    none: [],
    changed: [...outcome.created, ...outcome.changed],
    all: [...hashes.keys()],
  }[options.lint];
  const onLint = (done: number, of: number): void => onProgress?.("ShellCheck", done, of);
  const remarks =
    options.lint === "none"
      ? []
      : await lintScripts(folder, { names, compared, plans, staging }, { noCache, onProgress: onLint });
  return { build: { findings, failed, outcome, differences, remarks, lineEnds }, work, hashes };
}
