import { NewLineKind, Project, ts } from "ts-morph";
import type { Import } from "../../scaffold/definition-folder.ts";
import type { Style } from "../../scaffold/style.ts";
import { type Code, printed } from "./code.ts";

/** A definition file that is to be written. */
export interface ModuleParts {
  /** Lines of comments above what it exports, without a line break in them. */
  readonly comments: readonly string[];
  /** What it imports from `phoenix-setup`. */
  readonly own: readonly string[];
  readonly imports: readonly Import[];
  /** What it exports. */
  readonly code: Code;
  readonly style: Style;
}

/** The text of a definition file. */
export function moduleText({ comments, own, imports, code, style }: ModuleParts): string {
  const project = new Project({ useInMemoryFileSystem: true, manipulationSettings: style.settings });
  const file = project.createSourceFile("new.ts");
  file.addImportDeclaration({ namedImports: [...own].sort(), moduleSpecifier: "phoenix-setup" });
  for (const { module, name } of [...imports].sort((a, b) => (a.module < b.module ? -1 : 1)))
    file.addImportDeclaration({ defaultImport: name, moduleSpecifier: module });
  file.addExportAssignment({
    isExportEquals: false,
    leadingTrivia: comments.map((comment) => `// ${comment}\n`).join(""),
    expression: printed(code, style.settings.useTrailingCommas ?? true),
  });
  file.formatText({
    semicolons: style.semicolons ? ts.SemicolonPreference.Insert : ts.SemicolonPreference.Remove,
  });
  return (
    file.getFullText().trimEnd() + (style.settings.newLineKind === NewLineKind.CarriageReturnLineFeed ? "\r\n" : "\n")
  );
}
