import type { HostAnswer } from "../ssh/answer.ts";
import { runOnHost } from "../ssh/run-on-host.ts";
import type { Answers } from "./answers.ts";
import { readAnswers } from "./answers.ts";
import { tarOf } from "./tar.ts";

/** A script of the fleet, for one host. */
export interface HostScript {
  readonly name: string;
  /** Of what it is to be; null if it is only known to belong there, and left alone. */
  readonly sha256: string | null;
  /** The name of the link that leads to it; null if there is to be none. */
  readonly link: string | null;
  readonly read: () => Uint8Array;
}

/** What is deployed, and how. */
export interface DeployOptions {
  readonly destination: string;
  readonly folder: string;
  readonly scripts: readonly HostScript[];
  /** Looks only. */
  readonly dryRun: boolean;
  /** Replaces what was edited by hand there, or is not ours. */
  readonly force: boolean;
  /** Removes scripts of ours that are not in the fleet any more. */
  readonly prune: boolean;
  /** Whether the texts of scripts that differ are asked for. */
  readonly texts: boolean;
  readonly idleSeconds?: number;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a deployment ended on one host. `unknown`: all was sent, and no answer came; `status` says what lies there. */
export type DeployOutcome = "done" | "unchanged" | "would change" | "refused" | "failed" | "unknown";

/** What came of it on one host. */
export interface Deployed extends Answers {
  readonly outcome: DeployOutcome;
  readonly answer: HostAnswer;
}

/** Brings scripts to one host over one connection; equal ones are neither sent nor touched. */
export async function deployToHost(options: DeployOptions): Promise<Deployed> {
  const { destination, folder, scripts, dryRun, force, prune, texts } = options;
  const manifest = Buffer.from(
    scripts.map(({ sha256, name, link }) => `${sha256 ?? "-"} ${name} ${link ?? "-"}\n`).join(""),
  );
  const needed: string[] = [];
  let sent = false;
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const files = new Map(scripts.map((script) => [script.name, script]));
  async function* input(): AsyncGenerator<Uint8Array> {
    yield manifest;
    await ready;
    const wanted = needed.flatMap((name) => files.get(name) ?? []);
    const pieces = tarOf(wanted)[Symbol.iterator]();
    for (let piece = pieces.next(); piece.done !== true; ) {
      const next = pieces.next();
      // The last piece is only zeros: from here on, the host may have all that it needs.
      if (next.done === true) sent = true;
      yield piece.value;
      piece = next;
    }
  }
  const flag = (on: boolean): string => (on ? "1" : "0");
  const answer = await runOnHost({
    ...options,
    destination,
    template: "deploy/receive",
    root: "yes",
    words: [folder, String(manifest.length), dryRun ? "look" : "apply", flag(force), flag(prune), flag(texts)],
    input: input(),
    onAnswer: (line) => {
      const [what, state, , name] = line.split(" ");
      if (what === "file" && state !== "same" && name !== undefined) needed.push(name);
      if (what === "ready") isReady();
    },
  });
  const answers = readAnswers(answer.answers);
  return { ...answers, answer, outcome: outcomeOf(answer, answers, sent) };
}

function outcomeOf({ answers }: HostAnswer, { refusal }: Answers, sent: boolean): DeployOutcome {
  if (answers.includes("done")) return "done";
  if (answers.includes("unchanged")) return "unchanged";
  if (answers.includes("would-change")) return "would change";
  if (refusal !== undefined) return "refused";
  return sent ? "unknown" : "failed";
}
