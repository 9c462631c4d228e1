import { failureIn, type SshFailure } from "./failure.ts";

/** What came of a program on a host. */
export interface HostAnswer {
  /** What follows the word in each line that begins with it, in their order; `begin` is left out. */
  readonly answers: readonly string[];
  /** All that it printed, with those lines. */
  readonly stdout: Buffer;
  /** What ssh and the program said on standard error. */
  readonly stderr: string;
  /** The exit status of the program, or 255 of ssh; null if a signal ended ssh. */
  readonly status: number | null;
  /** Whether the program has begun: as long as it has not, nothing was done. */
  readonly begun: boolean;
  /** Why it has not begun, or why nothing is known of its end. */
  readonly failure: SshFailure | undefined;
}

/** How ssh has ended. */
interface Ended {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly status: number | null;
  readonly late: boolean;
}

/** Returns what a program has answered; `word` begins each of its answers. */
export function answerOf(word: string, { stdout, stderr, status, late }: Ended): HostAnswer {
  const lines = stdout.toString("latin1").includes(word) ? stdout.toString().split("\n") : [];
  const said = lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const begun = said.includes("begin");
  const answers = said.filter((line) => line !== "begin");
  return { answers, stdout, stderr, status, begun, failure: failureOf({ answers, stderr, status, late, begun }) };
}

function failureOf(
  ended: Pick<HostAnswer, "answers" | "begun" | "stderr" | "status"> & { late: boolean },
): SshFailure | undefined {
  const { answers, begun, stderr, status, late } = ended;
  if (late) return "late";
  if (begun) return status === 255 || status === null ? "closed" : undefined;
  if (answers[0]?.startsWith("not-root") === true) return "not root";
  if (/^sudo: /m.test(stderr)) return "sudo";
  return status === 255 || status === null ? failureIn(stderr) : "no shell";
}

/** Finds answers in what a program prints, as it comes. */
export class AnswerLines {
  private rest = "";

  constructor(
    private readonly word: string,
    private readonly onAnswer: (answer: string) => void,
  ) {}

  add(chunk: Uint8Array): void {
    const lines = `${this.rest}${Buffer.from(chunk).toString("latin1")}`.split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines)
      if (line.startsWith(`${this.word} `) && line !== `${this.word} begin`)
        this.onAnswer(line.slice(this.word.length + 1));
  }
}
