import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Node, Project, type SourceFile, SyntaxKind } from "ts-morph";
import type { Place } from "../validation/problem.ts";

/**
 * Finds a property inside the argument of a call. Loaded only when there is something to report: the compiler takes
 * longer to start than everything else together.
 */
export class Locator {
  private readonly project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  private readonly files = new Map<string, SourceFile | undefined>();

  constructor(private readonly folder: string) {}

  /** The place of the property at `path` inside the first argument of the call at `call`; of the deepest part that is written there. */
  property(call: Place, path: readonly PropertyKey[]): Place {
    const source = this.source(call.file);
    if (source === undefined) return call;
    const text = source.getFullText();
    const lineStart = source.compilerNode.getLineStarts()[call.line - 1] ?? text.length;
    const at = source.getDescendantAtPos(Math.min(lineStart + call.column - 1, Math.max(text.length - 1, 0)));
    const expression = at?.getFirstAncestorByKind(SyntaxKind.CallExpression);
    let node: Node | undefined = expression?.getArguments()[0];
    let deepest: Node | undefined;
    for (const key of path) {
      node = node && child(node, key);
      if (node === undefined) break;
      deepest = node;
    }
    if (deepest === undefined) return call;
    // The compiler's own count of lines, since ts-morph's does not take a carriage return alone for an end, as everything else here does.
    const { line, character } = source.compilerNode.getLineAndCharacterOfPosition(nameOf(deepest).getStart());
    return { file: call.file, line: line + 1, column: character + 1 };
  }

  private source(file: string): SourceFile | undefined {
    if (this.files.has(file)) return this.files.get(file);
    const made = this.read(file);
    this.files.set(file, made);
    return made;
  }

  /** Of a package, the source that its map names need not be there. */
  private read(file: string): SourceFile | undefined {
    try {
      const text = readFileSync(join(this.folder, file), "utf8");
      return this.project.createSourceFile(`/${this.files.size}.ts`, text);
    } catch {
      return undefined;
    }
  }
}

const nameOf = (node: Node): Node => (Node.isPropertyAssignment(node) ? node.getNameNode() : node);

/** What is written for a part of a value: a field, an entry, the argument of a function such as mib(), an interpolation. */
function child(outer: Node, key: PropertyKey): Node | undefined {
  const value = written(outer);
  if (Node.isArrayLiteralExpression(value)) {
    const elements = value.getElements();
    // What stands after a list that is spread has another number than it seems.
    const spread = elements.findIndex((element) => Node.isSpreadElement(element));
    return spread >= 0 && Number(key) >= spread ? undefined : elements[Number(key)];
  }
  if (Node.isTaggedTemplateExpression(value)) return key === "values" ? value.getTemplate() : undefined;
  if (Node.isTemplateExpression(value)) return value.getTemplateSpans()[Number(key)]?.getExpression();
  if (Node.isCallExpression(value)) return key === "amount" ? value.getArguments()[0] : undefined;
  if (!Node.isObjectLiteralExpression(value)) return undefined;
  return value
    .getProperties()
    .find(
      (property) =>
        (Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)) &&
        property.getName().replace(/^["']|["']$/g, "") === String(key),
    );
}

/** The expression of a field; of a name, what its constant in the same file is made with. */
function written(node: Node): Node | undefined {
  const value = Node.isPropertyAssignment(node) ? node.getInitializer() : node;
  if (Node.isAsExpression(value) || Node.isSatisfiesExpression(value) || Node.isParenthesizedExpression(value))
    return written(value.getExpression());
  // Of a function that does no more than give something, what it gives.
  if (Node.isArrowFunction(value) && !Node.isBlock(value.getBody())) return written(value.getBody());
  const name = Node.isShorthandPropertyAssignment(value)
    ? value.getName()
    : Node.isIdentifier(value)
      ? value.getText()
      : "";
  if (name === "") return value;
  return value?.getSourceFile().getVariableDeclaration(name)?.getInitializer() ?? value;
}
