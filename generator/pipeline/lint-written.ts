import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scriptNameOf, TARGET } from "../files/outputs.ts";
import { type LintFinding, lint } from "../lint/lint.ts";
import type { Engine } from "../lint/shellcheck.ts";
import type { Finding } from "../validation/finding.ts";
import type { OnProgress } from "./build.ts";
import { compile } from "./compile.ts";
import { holds, recall } from "./last-run.ts";
import { locateRemarks } from "./lint-scripts.ts";
import { selectPlans, selectScripts } from "./select.ts";

/** What ShellCheck remarks on the scripts that are in the folder. */
export interface LintedFolder {
  readonly engine: Pick<Engine, "name" | "version">;
  /** How many scripts there are. */
  readonly scripts: number;
  /** File names of scripts that are not in the folder. */
  readonly missing: readonly string[];
  readonly remarks: readonly LintFinding[];
}

/** What is wrong with the definitions, so that nobody knows which scripts there should be. */
export interface Faulty {
  readonly findings: readonly Finding[];
}

/** How the scripts are linted. */
export interface LintWrittenOptions {
  readonly ctids: readonly number[];
  readonly engine?: Engine["name"] | undefined;
  readonly noCache: boolean;
  readonly onProgress?: OnProgress | undefined;
}

/** Lints the scripts in the folder. Their definitions are evaluated only if they have changed; if they have an error, that is all. */
export async function lintWritten(folder: string, options: LintWrittenOptions): Promise<LintedFolder | Faulty> {
  const { engine: wanted, noCache, onProgress } = options;
  const asked = rememberedNames(folder, options) ?? (await compiledNames(folder, options));
  if ("findings" in asked) return asked;
  const found = asked.names.map((name) => ({ name, text: onDisk(folder, name) }));
  const scripts = found.flatMap(({ name, text }) =>
    text === undefined ? [] : [{ name, sha256: hash("sha256", text, "hex"), text: () => text }],
  );
  const { engine, remarks } = await lint(scripts, folder, {
    engine: wanted,
    noCache,
    onProgress: (done, of) => onProgress?.("ShellCheck", done, of),
  });
  return {
    engine,
    scripts: scripts.length,
    missing: found.flatMap(({ name, text }) => (text === undefined ? [name] : [])),
    remarks: remarks.size === 0 ? [] : await locateRemarks(folder, remarks),
  };
}

interface Names {
  readonly names: readonly string[];
}

function rememberedNames(folder: string, { ctids, noCache }: LintWrittenOptions): Names | undefined {
  for (const types of noCache ? [] : [true, false]) {
    const run = recall(folder, types);
    if (run !== undefined && holds(run)) return { names: selectScripts(run.scripts, ctids).map(([name]) => name) };
  }
  return undefined;
}

async function compiledNames(folder: string, { ctids }: LintWrittenOptions): Promise<Names | Faulty> {
  const { plans, findings, failed } = await compile(folder);
  if (failed) return { findings };
  return { names: selectPlans(plans, ctids).map(({ definition }) => scriptNameOf(definition.options.ctid)) };
}

function onDisk(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, TARGET, name), "utf8");
  } catch {
    return undefined;
  }
}
