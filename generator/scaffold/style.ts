import {
  IndentationText,
  type ManipulationSettings,
  NewLineKind,
  Node,
  type ObjectLiteralExpression,
  QuoteKind,
  type SourceFile,
} from "ts-morph";

/** How a folder's files are written. */
export interface Style {
  readonly settings: Partial<ManipulationSettings>;
  readonly semicolons: boolean;
  /** Whether the network's fields stand on a line each. */
  readonly tallNetwork: boolean;
}

/** Reads the style of one definition file; without one, it is that of the files that `init` writes. */
export function styleOf(file: SourceFile | undefined): Style {
  const text = file?.getFullText() ?? "";
  const options = file && optionsOf(file);
  const imports = file?.getImportDeclarations() ?? [];
  const network = options && fieldValue(options, "network");
  return {
    settings: {
      indentationText: indentation(options),
      quoteKind: imports[0]?.getModuleSpecifier().getQuoteKind() ?? QuoteKind.Double,
      newLineKind: text.includes("\r\n") ? NewLineKind.CarriageReturnLineFeed : NewLineKind.LineFeed,
      useTrailingCommas: options === undefined || /,\s*\}$/.test(options.getText()),
      insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: !/^import \{\S/m.test(text),
    },
    semicolons: imports.length === 0 || imports.some((one) => one.getText().endsWith(";")),
    tallNetwork: network !== undefined && /\n/.test(network.getText()),
  };
}

function indentation(options: ObjectLiteralExpression | undefined): IndentationText {
  const [first] = options?.getProperties() ?? [];
  const [, before = "  "] =
    /\n([ \t]+)$/.exec(first?.getFullText().slice(0, first.getLeadingTriviaWidth()) ?? "") ?? [];
  if (before.includes("\t")) return IndentationText.Tab;
  return { 4: IndentationText.FourSpaces, 8: IndentationText.EightSpaces }[before.length] ?? IndentationText.TwoSpaces;
}

/** The options of the definition that a file exports: the object inside `application({…})`. */
export function optionsOf(file: SourceFile): ObjectLiteralExpression | undefined {
  const exported = file.getExportAssignment((one) => !one.isExportEquals())?.getExpression();
  const call = Node.isIdentifier(exported)
    ? file.getVariableDeclaration(exported.getText())?.getInitializer()
    : exported;
  const [options] = Node.isCallExpression(call) ? call.getArguments() : [];
  return Node.isObjectLiteralExpression(options) ? options : undefined;
}

/** The value that an object literal gives a field. */
export function fieldValue(object: ObjectLiteralExpression, field: string): Node | undefined {
  const property = object.getProperty(field);
  return property !== undefined && Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
}
