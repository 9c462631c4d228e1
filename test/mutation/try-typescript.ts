import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Copy } from "./copy.ts";
import { drawn } from "./draw.ts";
import { type Outcome, roomOf } from "./mutant.ts";
import type { Options } from "./options.ts";

const ROOMS = ["rules", "render", "bash", "validation", "plan"];

/** What the reporter says of a mutant. */
interface Line {
  readonly fileName: string;
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
  readonly replacement: string;
  readonly mutatorName: string;
  readonly status: string;
  readonly by: string;
}

/** Lets Stryker try the mutants of so many lines, drawn by the seed, in a copy of the project. */
export async function tryTypeScript(
  { count, seed, seconds, jobs, only }: Pick<Options, "count" | "seed" | "seconds" | "jobs" | "only">,
  folder: string,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const copy = new Copy(join(folder, "typescript"));
  const outcomes = join(copy.folder, "outcomes");
  const lines = drawn(linesOf(copy.folder, only), seed).slice(0, Math.ceil(count / PER_LINE));
  if (lines.length === 0) return;
  writeFileSync(join(copy.folder, "stryker.json"), JSON.stringify(configuration(lines, jobs)));
  const ended = await copy.run(
    {
      words: [process.execPath, "node_modules/@stryker-mutator/core/bin/stryker.js", "run", "stryker.json"],
      environment: { MUTATION_OUTCOMES: outcomes },
    },
    seconds ?? 24 * 60 * 60,
  );
  if (!existsSync(outcomes)) {
    if (!ended.late) throw new Error(`Stryker ends without an outcome:\n${ended.output}`);
    process.stderr.write(`Stryker has tried nothing in ${seconds} s: its tests alone take longer here\n`);
    return;
  }
  for (const text of readFileSync(outcomes, "utf8").trim().split("\n")) {
    const outcome = outcomeOf(JSON.parse(text) as Line, copy.folder);
    if (outcome !== undefined) onOutcome(outcome);
  }
}

/** A line with code has about two mutants. */
const PER_LINE = 2;

/** Lines that hold more than a comment, an import or a bracket: `generator/bash/word.ts:20-20`. */
const linesOf = (project: string, only: readonly string[]): string[] =>
  ROOMS.flatMap((room) =>
    readdirSync(join(project, "generator", room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => `generator/${room}/${name}`)
      .filter((file) => only.length === 0 || only.some((word) => file.startsWith(word)))
      .flatMap((file) =>
        readFileSync(join(project, file), "utf8")
          .split("\n")
          .flatMap((line, i) =>
            /^\s*(\/\/|\/?\*|import|export (type|interface)|readonly|[\])};,]*$)/.test(line)
              ? []
              : `${file}:${i + 1}-${i + 1}`,
          ),
      ),
  );

const configuration = (mutate: readonly string[], concurrency: number): object => ({
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner", "./test/mutation/stryker-reporter.mjs"],
  reporters: ["lines"],
  vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
  mutate,
  concurrency,
  coverageAnalysis: "perTest",
  // It is a copy already, and TypeScript 7 has no interface that Stryker could read a configuration with.
  inPlace: true,
  tsconfigFile: "none.json",
  disableTypeChecks: false,
  timeoutMS: 30_000,
  // A static mutant takes a fresh start and every test: minutes for one regular expression.
  ignoreStatic: true,
  checkers: [],
});

function outcomeOf(
  { fileName, location, replacement, mutatorName, status, by }: Line,
  project: string,
): Outcome | undefined {
  const noticed = /^(Killed|Timeout|RuntimeError)$/.test(status);
  if (!noticed && !/^(Survived|NoCoverage)$/.test(status)) return undefined;
  const file = relative(project, fileName.startsWith("/") ? fileName : join(project, fileName));
  const { start } = location;
  return {
    file,
    line: start.line,
    function: mutatorName,
    removed: (readFileSync(join(REPOSITORY, file), "utf8").split("\n")[start.line - 1] ?? "").trim().slice(0, 100),
    instead: replacement.replace(/\s*\n\s*/g, " ").slice(0, 60),
    room: roomOf(file),
    verdict: noticed ? "noticed" : "survived",
    by: by === "" ? status : by,
  };
}
