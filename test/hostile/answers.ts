import type { Script } from "./script.ts";

/** A question that was read inside, and the verb of its right answer, if there was one. */
export interface Answered {
  readonly function: string;
  readonly verb: string | undefined;
  /** Whether there was an answer at all, right or not. */
  readonly isAnswered: boolean;
}

/** The verbs that each kind of question has, as the design says. */
const verbs: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^open_batch$/, ["ready", "busy"]],
  [/_check$/, ["yes", "no", "unknown", "late"]],
  [/_apply$/, ["done", "failed", "late"]],
  [/_verify$/, ["yes", "failed", "late"]],
  [/_when$/, ["yes", "no", "failed", "late"]],
];
const events = ["note", "waits", "warn"];

export interface Heard {
  readonly token: string;
  readonly function: string;
  /** What was written between this question and the next. */
  readonly said: Buffer;
}

/** What the stand-in noted: `Q <token> <step> <function>`, and `W <bytes>` before so many bytes. Throws if it is nothing of the kind. */
export function readHeard(heard: Buffer): Heard[] {
  const questions: { token: string; function: string; said: Buffer[] }[] = [];
  for (let at = 0; at < heard.length; ) {
    const end = heard.indexOf(10, at);
    const [what, first = "", , name = ""] = heard.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (what === "Q") questions.push({ token: first, function: name, said: [] });
    else if (what === "W") {
      questions.at(-1)?.said.push(heard.subarray(at, at + Number(first)));
      at += Number(first);
    } else throw new Error("what was heard inside cannot be read");
  }
  return questions.map((question) => ({ ...question, said: Buffer.concat(question.said) }));
}

/**
 * The questions of a run with their answers, judged by the bytes alone: the first line that begins with the question's token and is no event,
 * written after the question was read. Bash drops NUL bytes.
 */
export function answersOf(heard: Buffer): Answered[] {
  let open = "";
  return readHeard(heard).map(({ token, function: name, said }) => {
    const lines = (open + said.toString("latin1").replaceAll("\0", "")).split("\n");
    open = lines.at(-1) ?? "";
    const own = verbs.find(([pattern]) => pattern.test(name))?.[1] ?? [];
    const answer = lines
      .filter((line) => line.startsWith(`${token} `))
      .map((line) => line.split(" ")[1] ?? "")
      .find((verb) => !events.includes(verb));
    const isRight = answer !== undefined && own.includes(answer);
    return { function: name, verb: isRight ? answer : undefined, isAnswered: answer !== undefined };
  });
}

/** Why a run must not have ended with 0, 10 or 11, since that says that every step was answered. */
export function unanswered(script: Script, code: number, answers: readonly Answered[]): string[] {
  const wrong = answers
    .filter((one) => one.verb === undefined && (one.isAnswered || !isOfBoot(one.function)))
    .map((one) => `${one.function} had no right answer`);
  const last = (name: string): string | undefined => answers.findLast((one) => one.function === name)?.verb;
  const skipped = (name: string): boolean => last(name.replace(/_[a-z]+$/, "_when")) === "no";
  const needed = script.inside.filter((name) => !skipped(name) && isNeeded(name, code));
  const missing = needed.filter((name) => {
    const verb = last(name);
    return code === 0 ? verb !== "yes" : verb === undefined;
  });
  return [...wrong, ...missing.map((name) => `${name} was answered with ${last(name) ?? "nothing"}`)].map(
    (why) => `it ends with ${code}, although ${why}`,
  );
}

/** Whether it is asked before a restart, which comes whatever the answer is: a boot has a time to end, and no more. */
const isOfBoot = (name: string): boolean => name.endsWith("_boot_verify");

/** Whether a run that ends so has to have asked this: what is applied depends on the check, and what is verified in check mode on what is open. */
function isNeeded(name: string, code: number): boolean {
  return code === 0 ? /_(check|verify)$/.test(name) && !isOfBoot(name) : /_check$/.test(name);
}
