import { readFileSync } from "node:fs";
import { Node, Project, type SourceFile, SyntaxKind } from "ts-morph";
import type { Place } from "../model/problem.ts";

/**
 * Finds a property inside the argument of a call. Loaded only when there is something to report: the compiler takes
 * longer to start than everything else together.
 */
export class Locator {
  private readonly project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  private readonly files = new Map<string, SourceFile>();

  constructor(private readonly folder: string) {}

  /** The place of the property at `path` inside the first argument of the call at `call`; of the deepest part that is written there. */
  property(call: Place, path: readonly PropertyKey[]): Place {
    const source = this.source(call.file);
    const lineStart = source.compilerNode.getPositionOfLineAndCharacter(call.line - 1, 0);
    const at = source.getDescendantAtPos(lineStart + call.column - 1);
    const expression = at?.getFirstAncestorByKind(SyntaxKind.CallExpression);
    let node: Node | undefined = expression?.getArguments()[0];
    let deepest: Node | undefined;
    for (const key of path) {
      node = node && child(node, key);
      if (node === undefined) break;
      deepest = node;
    }
    if (deepest === undefined) return call;
    const position = source.getLineAndColumnAtPos(nameOf(deepest).getStart());
    return { file: call.file, line: position.line, column: position.column };
  }

  private source(file: string): SourceFile {
    const known = this.files.get(file);
    if (known) return known;
    const made = this.project.createSourceFile(file, readFileSync(`${this.folder}/${file}`, "utf8"), {
      overwrite: true,
    });
    this.files.set(file, made);
    return made;
  }
}

const nameOf = (node: Node): Node => (Node.isPropertyAssignment(node) ? node.getNameNode() : node);

function child(outer: Node, key: PropertyKey): Node | undefined {
  const value = Node.isPropertyAssignment(outer) ? outer.getInitializer() : outer;
  if (typeof key === "number") return Node.isArrayLiteralExpression(value) ? value.getElements()[key] : undefined;
  if (!Node.isObjectLiteralExpression(value)) return undefined;
  return value
    .getProperties()
    .find(
      (property) =>
        (Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)) &&
        property.getName().replace(/^["']|["']$/g, "") === String(key),
    );
}
