import { join } from "node:path";
import {
  type FunctionDeclaration,
  type JSDocableNode,
  type Node,
  Project,
  type SourceFile,
  SyntaxKind,
  type Symbol as TypeScriptSymbol,
  type VariableDeclaration,
} from "ts-morph";

/** Something that authors call to get steps, under the name that they know it by. */
export interface Maker {
  /** `file.json`, `command`, `dockerEngine`. */
  readonly name: string;
  /** What the module that makes it calls it, `fileJson`; comments link to it by that name. */
  readonly internal: string;
  /** Where it is made. */
  readonly node: VariableDeclaration | FunctionDeclaration;
}

/** Makers under one heading: a namespace of `steps/index.ts`, or what stands there by itself. */
export interface Group {
  /** `file`; empty for makers without a namespace. */
  readonly name: string;
  /** What the namespace's comment says. */
  readonly about: string;
  readonly makers: readonly Maker[];
}

/** All that authors call inside `steps`. */
export interface Face {
  /** The groups of `generator/steps/index.ts`, in the order of their names. */
  readonly groups: readonly Group[];
  /** What `generator/index.ts` has besides, for the options of steps: sizes, times, values, files, facts. */
  readonly values: readonly Maker[];
}

/** Makers of what steps stand in, rather than of what they are given. */
const AROUND = new Set(["application", "template", "host"]);

/** Reads what can be imported, below `root`. */
export function readFace(root: string): Face {
  const project = new Project({
    tsConfigFilePath: join(root, "tsconfig.json"),
    skipAddingFilesFromTsConfig: true,
  });
  const index = project.addSourceFileAtPath(join(root, "generator/steps/index.ts"));
  const namespaces = index.getVariableDeclarations().map((variable) => {
    const literal = variable.getInitializerIfKindOrThrow(SyntaxKind.ObjectLiteralExpression);
    const makers = literal.getProperties().map((property): Maker => {
      const short = property.asKind(SyntaxKind.ShorthandPropertyAssignment);
      const long = property.asKind(SyntaxKind.PropertyAssignment);
      const symbol = short?.getValueSymbol() ?? long?.getInitializer()?.getSymbol();
      return maker(`${variable.getName()}.${(short ?? long)?.getName()}`, symbol);
    });
    return { name: variable.getName(), about: commentOf(variable.getVariableStatementOrThrow()), makers };
  });
  const sorted = namespaces.sort((a, b) => (a.name < b.name ? -1 : 1));
  const others = {
    name: "",
    about: "Steps and functions that return several, without a namespace.",
    makers: alone(index),
  };
  const whole = project.addSourceFileAtPath(join(root, "generator/index.ts"));
  const steps = new Set([...namespaces, ...others.makers].map(({ name }) => name));
  const values = alone(whole, (name) => !steps.has(name) && !AROUND.has(name));
  return { groups: [...sorted, others], values };
}

/** What a module hands on as it is: functions and constants, no types. */
const alone = (index: SourceFile, wanted: (name: string) => boolean = () => true): Maker[] =>
  index
    .getExportDeclarations()
    .filter((declaration) => !declaration.isTypeOnly())
    .flatMap((declaration) => declaration.getNamedExports())
    .filter((named) => !named.isTypeOnly() && wanted(named.getName()))
    .map((named) => maker(named.getName(), named.getSymbol()));

function maker(name: string, symbol: TypeScriptSymbol | undefined): Maker {
  const made = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol;
  const node = made?.getDeclarations().find(isMade);
  if (node === undefined) throw new Error(`index.ts: ${name} is neither a constant nor a function of another file`);
  return { name, internal: node.getName() ?? name, node };
}

const isMade = (node: Node): node is Maker["node"] =>
  node.isKind(SyntaxKind.VariableDeclaration) || node.isKind(SyntaxKind.FunctionDeclaration);

/** The text of a thing's comment, without its tags. */
export const commentOf = (node: JSDocableNode): string => node.getJsDocs().at(-1)?.getDescription().trim() ?? "";
