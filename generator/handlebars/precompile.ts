import Handlebars from "handlebars";
import { type Filling, marked as markedSource } from "../bash/filling.ts";
import { judge } from "../bash/positions.ts";
import { type Position, type Refusal, unknown } from "../bash/refusal.ts";
import { variantsOf } from "./variants.ts";

/** How each helper's text must stand in the Bash around it. `{{x}}` without a helper is `{{word x}}`. */
const helpers: Record<string, readonly Position[]> = {
  word: ["word"],
  argv: ["word"],
  bash: ["word"],
  comment: ["a comment"],
  part: ["word"],
  plain: ["word"],
};

const blocks = ["if", "unless", "each"];

/** One interpolation of a template: which helper prints it, and where in the Bash it stands. */
export interface Gap {
  readonly helper: string;
  readonly line: number;
  readonly position: Position;
  /** Why a value cannot stand there, if it cannot. */
  readonly refusal?: Refusal | undefined;
}

/** Parses a template and makes the quoting helper explicit wherever none is named. Throws on a form that could print unquoted text. */
export function parse(template: string): hbs.AST.Program {
  const tree = Handlebars.parse(template);
  new Quoting().accept(tree);
  return tree;
}

class Quoting extends Handlebars.Visitor {
  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped) throw new Error(`line ${node.loc.start.line}: {{{…}}} prints unquoted text; use {{…}}`);
    const path = node.path as hbs.AST.PathExpression;
    if (path.type !== "PathExpression")
      throw new Error(`line ${node.loc.start.line}: a literal needs no interpolation`);
    if (node.params.length === 0 && !(path.original in helpers)) {
      node.params = [path];
      node.path = { ...path, parts: ["word"], original: "word", data: false, depth: 0 } as hbs.AST.PathExpression;
    }
    const helper = (node.path as hbs.AST.PathExpression).original;
    if (!(helper in helpers)) throw new Error(`line ${node.loc.start.line}: '${helper}' is no helper of this renderer`);
  }
  override BlockStatement(node: hbs.AST.BlockStatement): void {
    const { original } = node.path as hbs.AST.PathExpression;
    if (!blocks.includes(original)) throw new Error(`line ${node.loc.start.line}: '{{#${original}}}' is not used here`);
    super.BlockStatement(node);
  }
  override PartialStatement(node: hbs.AST.PartialStatement): void {
    throw new Error(`line ${node.loc.start.line}: partials would shift lines; use {{part …}}`);
  }
}

/** What each helper prints. */
const FILLINGS: Readonly<Record<string, Filling>> = {
  argv: { is: "list", items: [{ is: "any" }] },
  bash: { is: "bash" },
  part: { is: "bash" },
  plain: { is: "name" },
};

/** Every interpolation with the construct of Bash that it stands in, in every text that the template can print. */
export function gaps(tree: hbs.AST.Program): Gap[] {
  const found = new Map<hbs.AST.MustacheStatement, Gap>();
  let unread: string | undefined;
  const all = variantsOf(tree);
  for (const { literals, gaps: printed } of all) {
    const judged = judge(
      markedSource(
        literals,
        printed.map((node) => ({ filling: fillingOf(node), path: [] })),
      ),
    );
    // Conditions that never come out so together may make no Bash; what is no Bash does not run.
    if ("message" in judged) unread ??= judged.message;
    else
      for (const [i, node] of printed.entries())
        if (!found.get(node)?.refusal) found.set(node, gapOf(node, judged[i]?.refusal));
  }
  for (const node of all.flatMap(({ gaps: printed }) => printed))
    if (!found.has(node)) found.set(node, gapOf(node, unknown(`the Bash does not parse: ${unread}`)));
  return [...found.values()].sort((a, b) => a.line - b.line);
}

const gapOf = (node: hbs.AST.MustacheStatement, refusal: Refusal | undefined): Gap => ({
  helper: helperOf(node),
  line: node.loc.start.line,
  position: refusal?.position ?? "word",
  refusal,
});

/** The prefix of a step's functions is a name, whatever prints it. */
function fillingOf(node: hbs.AST.MustacheStatement): Filling {
  const [value] = node.params as hbs.AST.PathExpression[];
  return value?.original === "fn" ? { is: "name" } : (FILLINGS[helperOf(node)] ?? { is: "any" });
}

const helperOf = ({ path }: hbs.AST.MustacheStatement): string => (path as hbs.AST.PathExpression).original;

const HEAD = /^\{\{!--([\s\S]*?)--\}\}/;

/** What a template declares in the comment that it begins with: `functions: a, b` and `uses: part`, apart by ` · `. */
export function declaredIn(template: string): { functions: string[]; uses: string[] } {
  const fields = (HEAD.exec(template)?.[1] ?? "").replace(/\s+/g, " ").trim().split(" · ");
  const list = (name: string): string[] => {
    const field = fields.find((one) => one.startsWith(`${name}:`)) ?? "";
    return field
      .slice(name.length + 1)
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
  };
  return { functions: list("functions"), uses: list("uses") };
}

/** The gaps in which a quoted word would not be read as one. */
export const unsafe = (tree: hbs.AST.Program): Gap[] =>
  gaps(tree).filter(({ helper, position }) => !helpers[helper]?.includes(position));

/** What is wrong with such a gap. */
export const reasonOf = ({ helper, refusal }: Gap): string =>
  `{{${helper} …}} ${refusal?.says ?? "stands outside of a comment"}`;

/** JavaScript source of a template, for the run-time half of Handlebars. */
export function precompile(name: string, template: string): string {
  const tree = parse(template);
  // What zsh reads is not Bash.
  const [first] = name.endsWith("/zsh") ? [] : unsafe(tree);
  if (first) throw new Error(`templates/${name}.sh.hbs:${first.line}: ${reasonOf(first)}`);
  return specificationOf(tree);
}

/** The same tree with a mark at the beginning of each line of its text: `t` and the number of the line. Changes the tree. */
export function marked(tree: hbs.AST.Program): hbs.AST.Program {
  new Marking().accept(tree);
  return tree;
}

class Marking extends Handlebars.Visitor {
  override ContentStatement(node: hbs.AST.ContentStatement): void {
    if (node.value === "") return;
    // What stands alone in a line with a block was taken from the text already.
    const original = node.original as unknown as string;
    const taken = original.slice(0, Math.max(original.indexOf(node.value), 0));
    let line = node.loc.start.line + taken.split("\n").length - 1;
    const mark = (): string => `\ue000t${line++}\ue001`;
    node.value = mark() + node.value.replaceAll("\n", () => `\n${mark()}`);
  }
}

/** JavaScript source of a template whose gaps are safe; of one without any gap, its text. */
export function specificationOf(tree: hbs.AST.Program): string {
  const { body } = tree;
  if (body.every(({ type }) => type === "ContentStatement" || type === "CommentStatement"))
    return JSON.stringify(
      body.map((node) => (node.type === "ContentStatement" ? (node as hbs.AST.ContentStatement).value : "")).join(""),
    );
  const known = Object.fromEntries(Object.keys(helpers).map((helper) => [helper, true]));
  return String(
    Handlebars.precompile(tree, {
      noEscape: true,
      strict: true,
      knownHelpers: known,
      knownHelpersOnly: true,
      preventIndent: true,
    }),
  );
}
