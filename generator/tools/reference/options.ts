import { type JSDocableNode, Node, type Type } from "ts-morph";
import { commentOf, type Maker } from "./face.ts";

/** One option of a step, as a row of its table. */
export interface Option {
  /** With a dot for what stands inside another option: `json.path`. */
  readonly name: string;
  readonly optional: boolean;
  /** As its declaration writes it. */
  readonly type: string;
  readonly about: string;
}

/** Options that every step takes; they are told once. */
const COMMON = "StepOptions";

/** The options of a maker, in the order of their declaration; those of every step only where the kind says something of its own. */
export function optionsOf({ node }: Maker): Option[] {
  const type = optionsType(node);
  return type === undefined ? [] : rows(type, "", 0);
}

/** The options that every step takes: those of the interface of that name that the maker's own options extend. */
export function commonOptions(makers: readonly Maker[]): Option[] {
  for (const { node } of makers) {
    const declared = (optionsType(node)?.getProperties() ?? []).flatMap((symbol) => symbol.getDeclarations());
    const common = declared.map((one) => one.getParent()).find(isCommon);
    if (common !== undefined)
      return common
        .getType()
        .getProperties()
        .flatMap((symbol) => row(symbol.getDeclarations(), "", 0, false));
  }
  return [];
}

/** `defineStep<Options>(…)` says it as its type argument, a function as the type of its parameter. */
function optionsType(node: Maker["node"]): Type | undefined {
  const value = Node.isVariableDeclaration(node) ? node.getInitializer() : node;
  if (Node.isCallExpression(value)) return value.getTypeArguments()[0]?.getType();
  if (Node.isArrowFunction(value) || Node.isFunctionDeclaration(value)) {
    const typed = value.getParameters().find((parameter) => Node.isTypeReference(parameter.getTypeNode()));
    return typed?.getTypeNode()?.getType();
  }
  return undefined;
}

const isCommon = (node: Node | undefined): boolean => Node.isInterfaceDeclaration(node) && node.getName() === COMMON;

/** Of a union all forms' options; what not all of them have is optional. */
function rows(type: Type, before: string, depth: number): Option[] {
  const forms = type.isUnion() ? type.getUnionTypes() : [type];
  const names = [...new Set(forms.flatMap((form) => form.getProperties().map((symbol) => symbol.getName())))];
  return names.flatMap((name) => {
    const declared = forms.flatMap((form) => {
      const found = (form.getProperty(name)?.getDeclarations() ?? []).filter((one) => !isCommon(one.getParent()));
      return [found.filter((one) => !(Node.isPropertySignature(one) && one.getTypeNode()?.getText() === "never"))];
    });
    return row(
      declared.flat(),
      before,
      depth,
      declared.some((list) => list.length === 0),
    );
  });
}

function row(declared: readonly Node[], before: string, depth: number, absent: boolean): Option[] {
  const node = declared.find((one) => Node.isPropertySignature(one) && commentOf(one) !== "") ?? declared[0];
  if (!Node.isPropertySignature(node)) return [];
  const name = `${before}${node.getName()}`;
  const typeNode = node.getTypeNode();
  const inner = depth < 2 ? innerType(typeNode) : undefined;
  const own = {
    name,
    optional: absent || node.hasQuestionToken(),
    type: (typeNode?.getText() ?? "").replace(/\s+/g, " "),
    about: commentOf(node as JSDocableNode).replace(/\s*\n\s*/g, " "),
  };
  return [own, ...(inner === undefined ? [] : rows(inner.type, `${name}${inner.list ? "[]" : ""}.`, depth + 1))];
}

/** Modules whose interfaces are values of their own, told by their makers. */
const VALUES = /\/generator\/(bash|dsl|validation)\/(units|text|quotable|piece|shell|step|local-file|problem)\.ts$/;

/** The interface that an option holds, or a list of, where that is one of a kind's own: its fields are rows, too. */
function innerType(node: Node | undefined): { type: Type; list: boolean } | undefined {
  const element = Node.isTypeOperatorTypeNode(node) ? node.getTypeNode() : node;
  const list = Node.isArrayTypeNode(element);
  const type = (Node.isArrayTypeNode(element) ? element.getElementTypeNode() : element)?.getType();
  const parts = type?.isUnion() ? type.getUnionTypes() : type === undefined ? [] : [type];
  const own = parts.filter((part) => part.isObject() && !part.isArray());
  const places = own.flatMap((part) => (part.getAliasSymbol() ?? part.getSymbol())?.getDeclarations() ?? []);
  const told = places.some(
    (place) => Node.isInterfaceDeclaration(place) && !VALUES.test(place.getSourceFile().getFilePath()),
  );
  return type !== undefined && told && places.length === own.length && own.length === parts.length
    ? { type, list }
    : undefined;
}
