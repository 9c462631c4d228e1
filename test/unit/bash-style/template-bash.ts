/** A template's Bash, as it is printed for one set of answers to its questions. */
export interface BashText {
  readonly text: string;
  /** For each line of the text, its line in the template, counted from 1. */
  readonly lines: readonly number[];
}

interface Block {
  readonly question: string;
  /** What is printed if the answer is yes, and if it is no. */
  readonly yes: Node[];
  readonly no: Node[];
}

type Node = string | Block;

/** Answers by question. */
type Answers = ReadonlyMap<string, boolean>;

const TAG = /\\\{\{|\{\{!--[\s\S]*?--\}\}|\{\{[^}]*\}\}/g;
/** Stands where a tag stood, so that a line of nothing but tags is told from a blank one. */
const MARK = "\uE000";
/** A newline of a branch that is not taken. */
const GONE = "\uE001";

/** Texts that together print each branch of each block; a value is printed as one word, a constant by its look. */
export function bashOf(template: string): BashText[] {
  const nodes = parse(template);
  const texts = allAnswers(nodes).map((answers) => print(nodes, answers));
  return [...new Set(texts)].map(withLines);
}

function parse(template: string): Node[] {
  const root: Node[] = [];
  const open: { into: Node[]; other: Node[]; chained?: boolean }[] = [];
  let at = 0;
  const add = (...nodes: Node[]): unknown => (open.at(-1)?.into ?? root).push(...nodes);
  for (const { 0: tag, index } of template.matchAll(TAG)) {
    add(template.slice(at, index));
    at = index + tag.length;
    const [, sign = "", words = ""] = /^\{\{([#/]?)(.*)\}\}$/.exec(tag) ?? [];
    const top = open.at(-1);
    if (tag === "\\{{") add("{{");
    else if (tag.startsWith("{{!")) add(MARK + tag.replace(/[^\n]/g, "").replaceAll("\n", `\n${MARK}`));
    else if (sign === "#") {
      const block: Block = { question: words.replace(/^\w+ /, ""), yes: [], no: [] };
      add(MARK, block);
      open.push(
        words.startsWith("unless ") ? { into: block.no, other: block.yes } : { into: block.yes, other: block.no },
      );
    } else if (words === "else" && top !== undefined) {
      top.into = top.other;
      add(MARK);
    } else if (words.startsWith("else if ") && top !== undefined) {
      // A block of its own in what is printed otherwise; both end with the same tag.
      const block: Block = { question: words.slice("else if ".length), yes: [], no: [] };
      top.into = top.other;
      add(MARK, block);
      open.push({ into: block.yes, other: block.no, chained: true });
    } else if (sign === "/") {
      while (open.pop()?.chained);
      add(MARK);
    } else add(words === "fn" ? "step_fn" : words.replace(/\W+/g, "_").toUpperCase());
  }
  add(template.slice(at));
  return root;
}

/** For each branch, the answers that lead to it; besides, each question answered with yes, and with no. */
function allAnswers(nodes: readonly Node[]): Answers[] {
  const paths: Answers[] = [new Map()];
  const others = new Map<string, Set<string>>();
  const visit = (list: readonly Node[], path: Answers): void => {
    let before: Block | undefined;
    for (const node of list) {
      if (typeof node === "string") {
        if (node.replaceAll(MARK, "") !== "") before = undefined;
        continue;
      }
      const { question } = node;
      const set = others.get(question) ?? new Set();
      others.set(question, set);
      for (const other of alternatives(before, node, others)) {
        set.add(other);
        others.get(other)?.add(question);
      }
      before = node;
      for (const answer of [true, false]) {
        if ((path.get(question) ?? answer) !== answer) continue;
        const here = new Map(path).set(question, answer);
        paths.push(here);
        visit(answer ? node.yes : node.no, here);
      }
    }
  };
  visit(nodes, new Map());
  const questions = [...others.keys()];
  const complete = (path: Answers): Answers => {
    const answers = new Map(path);
    for (const question of questions) {
      const taken = [...(others.get(question) ?? [])].some((other) => answers.get(other) === true);
      if (!answers.has(question)) answers.set(question, !taken);
    }
    return answers;
  };
  return [...paths.map(complete), new Map(questions.map((question) => [question, false]))];
}

/** Blocks that follow each other directly, and whose texts would run into one word, are printed one instead of the other. */
function alternatives(before: Block | undefined, block: Block, others: ReadonlyMap<string, Set<string>>): string[] {
  const [last = "", first = ""] = [before?.yes.at(-1), block.yes.find((node) => node !== "" && node !== MARK)];
  if (before === undefined || typeof last !== "string" || typeof first !== "string") return [];
  return /\S$/.test(last.replaceAll(MARK, "")) && /^\S/.test(first)
    ? [before.question, ...(others.get(before.question) ?? [])]
    : [];
}

/** Each newline is kept, or marked as one that is not printed: so lines can be counted. */
const print = (nodes: readonly Node[], answers: Answers, taken = true): string =>
  nodes
    .map((node) => {
      if (typeof node === "string")
        return taken ? node : `${MARK}${node.replace(/[^\n]/g, "").replaceAll("\n", GONE + MARK)}`;
      const yes = answers.get(node.question) ?? true;
      return print(node.yes, answers, taken && yes) + print(node.no, answers, taken && !yes);
    })
    .join("");

/** Without the lines of which nothing is printed. */
function withLines(printed: string): BashText {
  const text: string[] = [];
  const lines: number[] = [];
  const parts = printed.split(/(?<=[\n\uE001])/);
  for (const [i, part] of parts.entries()) {
    const line = part.replace(/[\n\uE000\uE001]/g, "");
    if (line.trim() === "" && part.includes(MARK)) continue;
    if (lines.at(-1) === i && parts[i - 1]?.endsWith(GONE)) text.push(`${text.pop()}${line}`);
    else {
      text.push(line);
      lines.push(i + 1);
    }
  }
  return { text: text.join("\n"), lines };
}
