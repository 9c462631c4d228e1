import type HandlebarsModule from "handlebars";
import { placeOf, TemplateError } from "./template-error.ts";

type Path = hbs.AST.PathExpression;

/** Blocks that a template may have: Handlebars' own. */
const BLOCKS = ["if", "unless", "each", "with"];

/**
 * Refuses what an author's template cannot have, and has every value pass through a helper: `{{x}}` becomes `{{print x "x" "" false}}`,
 * `{{#if x}}` becomes `{{#if (known x "x" "" "if")}}`; the third is the list of the `{{#each}}` around. Handlebars itself takes what is not there for nothing.
 */
export function checkTree(engine: typeof HandlebarsModule, tree: hbs.AST.Program): hbs.AST.Program {
  /** What the blocks around repeat, the innermost last. */
  const lists: string[] = [];
  const innermost = (loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral => text(lists.at(-1) ?? "", loc);

  class Checking extends engine.Visitor {
    override MustacheStatement(node: hbs.AST.MustacheStatement): void {
      const { path, params, hash, loc } = node;
      if (path.type !== "PathExpression" || params.length > 0 || hash)
        throw refused(`'{{${shown(path)} …}}' is no variable, and there are no helpers`, loc);
      const name = (path as Path).original;
      if (BLOCKS.includes(name)) throw refused(`'{{${name}}}' begins a block, which has a #`, loc);
      node.params = [path, text(name, loc), innermost(loc), yes(!node.escaped, loc)];
      node.path = helper("print", loc);
    }
    override BlockStatement(node: hbs.AST.BlockStatement): void {
      const name = shown(node.path);
      const [param] = node.params;
      if (!BLOCKS.includes(name)) throw refused(`there is no block '${name}', but ${BLOCKS.join(", ")}`, node.loc);
      if (node.params.length !== 1 || param?.type !== "PathExpression")
        throw refused(`'{{#${name}}}' takes one variable`, node.loc);
      const known: hbs.AST.SubExpression = {
        type: "SubExpression",
        path: helper("known", param.loc),
        params: [param, text((param as Path).original, param.loc), innermost(param.loc), text(name, param.loc)],
        hash: undefined as unknown as hbs.AST.Hash,
        loc: param.loc,
      };
      node.params = [known];
      if (name === "each") lists.push((param as Path).original);
      this.accept(node.program);
      if (name === "each") lists.pop();
      if (node.inverse) this.accept(node.inverse);
    }
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      throw refused(`'{{> ${shown(node.name)}}}': there are no partials`, node.loc);
    }
    override PartialBlockStatement({ loc }: hbs.AST.PartialBlockStatement): void {
      throw refused("there are no partials", loc);
    }
    override DecoratorBlock({ loc }: hbs.AST.DecoratorBlock): void {
      throw refused("there are no decorators", loc);
    }
    override Decorator({ loc }: hbs.AST.Decorator): void {
      throw refused("there are no decorators", loc);
    }
  }
  new Checking().accept(tree);
  return tree;
}

const refused = (message: string, loc: hbs.AST.SourceLocation): TemplateError =>
  new TemplateError(message, placeOf(loc), "make the value in the definition, and give it as a variable");

const shown = (node: hbs.AST.Node): string => String((node as Partial<Path>).original ?? node.type);

const helper = (name: string, loc: hbs.AST.SourceLocation): Path => ({
  type: "PathExpression",
  data: false,
  depth: 0,
  parts: [name],
  original: name,
  loc,
});

const text = (value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral =>
  ({ type: "StringLiteral", value, original: value, loc }) as hbs.AST.StringLiteral;

const yes = (value: boolean, loc: hbs.AST.SourceLocation): hbs.AST.BooleanLiteral =>
  ({ type: "BooleanLiteral", value, original: value, loc }) as hbs.AST.BooleanLiteral;
