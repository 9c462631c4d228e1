import { Random } from "../fuzz/random.ts";
import { anyLine } from "./any-line.ts";
import type { Case, Turn } from "./case.ts";
import { mutations } from "./mutations.ts";
import { type Recorded, TOKEN } from "./recording.ts";
import type { Script } from "./script.ts";

/** A script with what its program really says. */
export interface Conversation {
  readonly script: Script;
  readonly recorded: () => readonly Recorded[];
  readonly weight: number;
}

/** The same case for the same seed and number: a real conversation, of which one to three answers are changed, or made up. */
export function fuzzCase(conversations: readonly Conversation[], seed: number, number: number): Case {
  const random = new Random(seed, number);
  const { script, recorded } = random.weighted(conversations.map((one) => [one.weight, one]));
  const mode = random.pick(["apply", "check"] as const);
  const format = random.pick(["text", "json"] as const);
  const fresh = random.oneIn(2);
  const asked = questionsOf(recorded(), mode, fresh);
  const first = random.below(asked.length);
  const chosen = asked.filter((_, index) => index === first || (index > first && random.oneIn(asked.length)));
  const turns = chosen.map((question) => turnOf(random, question, script));
  return {
    id: `fuzz:${number}`,
    script,
    mode,
    format,
    scale: turns.some(({ waits }) => waits) ? 200 : 40,
    program: `conversation ${fresh ? "fresh" : "done"}`,
    turns,
    said: {},
    codes: [],
    says: undefined,
    shows: 0,
    waits: turns.some(({ waits }) => waits),
    configuration: undefined,
  };
}

/** The questions that a run comes to if it gets honest answers; on a container where all is done, each check is asked once and says so. */
function questionsOf(recorded: readonly Recorded[], mode: Case["mode"], fresh: boolean): Recorded[] {
  if (fresh && mode === "apply") return [...recorded];
  const applied = new Set(
    recorded
      .filter(({ function: name }) => name.endsWith("_apply"))
      .map(({ function: name }) => name.replace(/_apply$/, "")),
  );
  const stem = (name: string): string => name.replace(/_[a-z]+$/, "");
  if (fresh)
    return recorded.filter(
      ({ function: name, time }) =>
        time === 1 && !name.endsWith("_apply") && !(name.endsWith("_verify") && applied.has(stem(name))),
    );
  return recorded
    .filter(
      ({ function: name, time }) =>
        !name.endsWith("_apply") && (!name.endsWith("_check") || time === (applied.has(stem(name)) ? 2 : 1)),
    )
    .map((one) => ({ ...one, time: 1 }));
}

/** What is said to the question instead, when, and how it ends. */
function turnOf(random: Random, { function: name, time, said }: Recorded, script: Script): Turn & { waits: boolean } {
  const real = said
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
  const quiet = real.filter((line) => line.startsWith(TOKEN));
  let lines = random.weighted([
    [6, quiet],
    [2, real],
    [2, Array.from({ length: random.below(8) }, () => anyLine(random))],
  ]);
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    lines = random.weighted(mutations.map(([weight, , mutation]) => [weight, mutation]))(random, lines);
  const text = `\n${lines.join("\n")}${random.oneIn(8) ? "" : "\n"}`;
  const last = real.findLast((line) => line.startsWith(TOKEN)) ?? `${TOKEN} yes`;
  const [, limit] = /^step_(\d+)_/.exec(name) ?? [];
  const short = (script.steps.find(({ number }) => number === Number(limit ?? 0))?.limit ?? 60) <= 200;
  const end = random.weighted<readonly string[]>([
    [10, []],
    [20, [write(`\n${last}\n`)]],
    [6, [write(`\n${anyLine(random)}\n`)]],
    [3, ["x 0"]],
    [1, [`x ${random.below(256)}`]],
    [1, [`k ${random.pick(["KILL", "TERM", "SEGV", "PIPE"])}`]],
    [1, ["i"]],
    [short ? 1 : 0, ["s"]],
    [short ? 0.5 : 0, ["c"]],
    [0.5, [`f ${1 + random.below(400)} ${hex(`${random.pick(["", TOKEN, `${TOKEN} note `, "said-inside"])}\n`)}`]],
  ]);
  return {
    function: name,
    time,
    acts: [...pieced(random, text), ...end],
    waits: end.some((act) => act === "s" || act === "c"),
  };
}

/** The text at once, or in pieces with pauses between them. */
function pieced(random: Random, text: string): string[] {
  if (!random.oneIn(6)) return [write(text)];
  const cuts = Array.from({ length: 1 + random.below(4) }, () => random.below(text.length + 1)).sort((a, b) => a - b);
  return [...cuts, text.length].flatMap((end, index) => [
    write(text.slice(cuts[index - 1] ?? 0, end)),
    `p ${1 + random.below(8)}`,
  ]);
}

const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");
const write = (text: string): string => `w ${hex(text)}`;
