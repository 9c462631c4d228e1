import { type JSDocableNode, Node, type ParameterDeclaration } from "ts-morph";
import { commentOf, type Maker } from "./face.ts";
import type { Option } from "./options.ts";

/** How something is called that is no step, and what it is given; of a constant such as `inside`, the calls that it has. */
export function callOf({ name, node }: Maker): { call: string; options: Option[] } {
  const made = Node.isVariableDeclaration(node) ? node.getInitializer() : node;
  if (!Node.isArrowFunction(made) && !Node.isFunctionDeclaration(made))
    return { call: "", options: callsOf({ name, node }) };
  const parameters = made.getParameters();
  const gives = made.getReturnTypeNode()?.getText() ?? "";
  if (parameters[0]?.getTypeNode()?.getText() === "TemplateStringsArray")
    return { call: `${name}\`…\`${gives && `: ${gives}`}`, options: [] };
  const documented = Node.isVariableDeclaration(node) ? node.getVariableStatementOrThrow() : node;
  const call = `${name}(${parameters.map((one) => shown(one)).join(", ")})${gives && `: ${gives}`}`;
  const about = described(documented);
  const options = parameters.map((parameter) => row(parameter, about));
  return { call, options: options.filter((option) => option.about !== "") };
}

/** The methods of the interface that a constant is declared as. */
function callsOf({ name, node }: Pick<Maker, "name" | "node">): Option[] {
  const methods = node
    .getType()
    .getProperties()
    .flatMap((symbol) => symbol.getDeclarations())
    .filter(Node.isMethodSignature);
  return methods.map((method) => ({
    name: `${name}.${method.getName()}(${method
      .getParameters()
      .map((one) => one.getName())
      .join(", ")})`,
    optional: false,
    type: method.getReturnTypeNode()?.getText() ?? "",
    about: [commentOf(method), ...described(method).values()].join(" ").replace(/\s*\n\s*/g, " "),
  }));
}

/** What a comment says of each parameter. */
const described = (node: JSDocableNode): Map<string, string> =>
  new Map(
    node
      .getJsDocs()
      .flatMap((comment) => comment.getTags())
      .filter(Node.isJSDocParameterTag)
      .map((tag) => [tag.getName(), `\`${tag.getName()}\`: ${tag.getCommentText() ?? ""}`]),
  );

const shown = (parameter: ParameterDeclaration): string => {
  const initial = parameter.getInitializer();
  return `${parameter.getName()}${initial || parameter.hasQuestionToken() ? "?" : ""}: ${parameter.getTypeNode()?.getText() ?? ""}`;
};

const row = (parameter: ParameterDeclaration, about: ReadonlyMap<string, string>): Option => ({
  name: parameter.getName(),
  optional: parameter.hasInitializer() || parameter.hasQuestionToken(),
  type: parameter.getTypeNode()?.getText() ?? "",
  about: (about.get(parameter.getName()) ?? "").replace(/^`\w+`: /, "").replace(/\s*\n\s*/g, " "),
});
