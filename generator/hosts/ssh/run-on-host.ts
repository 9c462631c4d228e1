import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { renderTemplate } from "../../handlebars/render-template.ts";
import { ExternalError } from "../../validation/failures.ts";
import { AnswerLines, answerOf, type HostAnswer } from "./answer.ts";
import { feed } from "./feed.ts";
import { remoteWord } from "./remote-words.ts";

/** A program for a host. */
export interface HostProgram {
  /** What ssh takes for a destination; see `sshDestination`. */
  readonly destination: string;
  /** The name of its template, such as `deploy/receive`: POSIX sh without a single quote. Its first argument is the word that answers begin with. */
  readonly template: string;
  /** Further arguments; none holds a single quote. */
  readonly words: readonly string[];
  /** Whether it needs root; `if possible` goes on without. */
  readonly root: "yes" | "if possible";
  /** What it reads; it may depend on answers. Default: nothing. */
  readonly input?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Called with each answer as it comes; `begin` is left out. */
  readonly onAnswer?: (answer: string) => void;
  /** Seconds without a byte in either direction after which the connection is given up. Default 120. */
  readonly idleSeconds?: number;
  /** Ends the connection. */
  readonly signal?: AbortSignal;
  /** The environment that ssh is started with. Default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const IDLE_SECONDS = 120;

/**
 * Runs one program on a host over one connection of the system's ssh, with the user's own configuration, keys, agent and known hosts. Never
 * throws for what happens there. Throws an {@link ExternalError} if there is no ssh here.
 */
export async function runOnHost(program: HostProgram): Promise<HostAnswer> {
  const word = randomBytes(16).toString("hex");
  const { destination, idleSeconds = IDLE_SECONDS, input = [], env = process.env, signal } = program;
  const child = spawn("ssh", ["-T", destination, commandLine(program, word)], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...env },
    ...(signal && { signal, killSignal: "SIGTERM" as const }),
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGTERM");
  }, idleSeconds * 1000);
  const alive = (): void => void timer.refresh();
  const stdout: Buffer[] = [];
  const lines = new AnswerLines(word, program.onAnswer ?? (() => undefined));
  const stderr: Buffer[] = [];
  for (const [stream, chunks] of [[child.stdout, stdout] as const, [child.stderr, stderr] as const]) {
    stream.on("data", (chunk: Buffer) => {
      alive();
      chunks.push(chunk);
      if (chunks === stdout) lines.add(chunk);
    });
  }
  // Whoever ends before it has read everything says why in another way.
  child.stdin.on("error", () => undefined);
  const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const fed = feed(child.stdin, input, alive, ended);
  try {
    const [status] = await ended;
    await fed;
    return answerOf(word, { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), status, late });
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "ENOENT")
      throw new ExternalError("there is no ssh on this machine; fix: apt-get install openssh-client");
    if (code !== "ABORT_ERR") throw thrown;
    await once(child, "close").catch(() => undefined);
    return answerOf(word, {
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr).toString(),
      status: null,
      late,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** One command line for the user's shell there; the program itself is a word of it. */
function commandLine({ template, root, words }: HostProgram, word: string): string {
  const start = renderTemplate("deploy/start", {});
  const all = ["sh", "-c", start, "sh", word, root, renderTemplate(template, {}), ...words];
  return all.map(remoteWord).join(" ");
}
