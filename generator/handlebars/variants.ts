type Node = hbs.AST.Node;

/** One text that a template can print: pieces of its own text, and between each two of them an interpolation. */
export interface Variant {
  readonly literals: readonly string[];
  readonly gaps: readonly hbs.AST.MustacheStatement[];
}

/** Conditions of which every combination is tried; of more, each is turned by itself. */
const COMBINED = 3;

/** The texts that a template can print, as its conditions come out; a list has one element or none. */
export function variantsOf(tree: hbs.AST.Program): Variant[] {
  const names = [...new Set(conditionsIn(tree))];
  const unique = new Map(
    choices(names)
      .map((holds) => variant(tree, holds))
      .map((one) => [JSON.stringify(key(one)), one]),
  );
  return [...unique.values()];
}

const key = ({ literals, gaps }: Variant): unknown => [literals, gaps.map(({ loc }) => loc.start)];

/** Which of the conditions hold. */
type Holding = ReadonlySet<string>;

function choices(names: readonly string[]): Holding[] {
  if (names.length <= COMBINED)
    return Array.from(
      { length: 2 ** names.length },
      (_, bits) => new Set(names.filter((_, i) => ((bits >> i) & 1) === 0)),
    );
  const all = new Set(names);
  return [
    all,
    new Set<string>(),
    ...names.flatMap((name) => [new Set([name]), new Set(names.filter((other) => other !== name))]),
  ];
}

/** A block by what it asks: `unless` asks the same as `if`. */
const nameOf = ({ path, params }: hbs.AST.BlockStatement): string => {
  const [asked] = params;
  const kind = (path as hbs.AST.PathExpression).original === "each" ? "each " : "";
  return `${kind}${(asked as hbs.AST.PathExpression | undefined)?.original ?? ""}`;
};

function conditionsIn({ body }: hbs.AST.Program): string[] {
  return body.flatMap((node) => {
    if (node.type !== "BlockStatement") return [];
    const block = node as hbs.AST.BlockStatement;
    return [nameOf(block), ...[block.program, block.inverse].flatMap((branch) => (branch ? conditionsIn(branch) : []))];
  });
}

function variant(tree: hbs.AST.Program, holds: Holding): Variant {
  const literals = [""];
  const gaps: hbs.AST.MustacheStatement[] = [];
  const visit = (node: Node): void => {
    if (node.type === "ContentStatement") literals.push(`${literals.pop()}${(node as hbs.AST.ContentStatement).value}`);
    else if (node.type === "MustacheStatement") {
      gaps.push(node as hbs.AST.MustacheStatement);
      literals.push("");
    } else if (node.type === "BlockStatement") {
      const block = node as hbs.AST.BlockStatement;
      const isUnless = (block.path as hbs.AST.PathExpression).original === "unless";
      (holds.has(nameOf(block)) !== isUnless ? block.program : block.inverse)?.body.forEach(visit);
    }
  };
  tree.body.forEach(visit);
  return { literals, gaps };
}
