import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type ImportDeclaration, Node, Project, type SourceFile } from "ts-morph";
import type { Definition } from "../dsl/container.ts";
import { fieldValue, optionsOf, type Style, styleOf } from "./style.ts";

/** A definition that is there already, and its file. */
export interface Sibling {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly definition: Definition;
}

/** A piece of another file's code, and the imports that it needs. */
export interface Borrowed {
  readonly text: string;
  readonly imports: readonly Import[];
}

/** An import of one name. */
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly isDefault: boolean;
}

/** The definition files of a project as source: how they are written, and what they share. */
export class DefinitionFolder {
  private readonly project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });

  constructor(
    private readonly folder: string,
    readonly siblings: readonly Sibling[],
  ) {}

  /** The style of the file that is most like the new one: cloned from the same parent if there is one, else of the same kind, else any. */
  styleFor(is: Definition["is"], parent: Definition | undefined): Style {
    const likeness = ({ definition }: Sibling): number =>
      (definition.options.cloneOf === parent ? 2 : 0) + (definition.is === is ? 1 : 0);
    const [model] = [...this.siblings].sort((a, b) => likeness(b) - likeness(a));
    return styleOf(model && this.source(model.file));
  }

  /** What a file exports by default, the parent's definition or a host, as the new file has to import it. */
  importOf({ file }: Pick<Sibling, "file">, taken: readonly string[]): Import {
    const module = `./${posix.basename(file, ".ts")}${this.importEnding()}`;
    return { module, name: this.importName(file, taken), isDefault: true };
  }

  /** Relative imports end as the others in the folder do: `.ts`, `.js`, or nothing. */
  importEnding(): string {
    const relative = this.siblings
      .flatMap((sibling) => this.importsIn(sibling.file))
      .find(({ module }) => /^\.\//.test(module));
    return relative === undefined ? ".ts" : (/\.[jt]s$/.exec(relative.module)?.[0] ?? "");
  }

  /** The value of a field of a sibling's definition as code, if it is made of nothing but what the file imports, such as `host.facts.gateway`. */
  borrow({ file }: Sibling, ...fields: readonly string[]): Borrowed | undefined {
    const source = this.source(file);
    let node: Node | undefined = optionsOf(source);
    for (const field of fields)
      node = Node.isObjectLiteralExpression(node)
        ? fieldValue(node, field)
        : Node.isArrayLiteralExpression(node)
          ? node.getElements()[Number(field)]
          : undefined;
    if (node === undefined) return undefined;
    const names = [node, ...node.getDescendants()]
      .filter(Node.isIdentifier)
      .filter(isReference)
      .map((one) => one.getText());
    const imports = this.importsIn(file);
    const found = [...new Set(names)].map((name) => imports.find((one) => one.name === name));
    return found.length > 0 && found.every((one) => one !== undefined)
      ? { text: node.getText(), imports: found }
      : undefined;
  }

  /** The name under which most files import this file's definition; without one, a name made from its own. */
  private importName(file: string, taken: readonly string[]): string {
    const names = this.siblings
      .flatMap((sibling) => this.importsIn(sibling.file))
      .filter(({ module, isDefault }) => isDefault && sameModule(module, file))
      .map(({ name }) => name)
      .filter((name) => !taken.includes(name));
    const most = names.sort((a, b) => times(names, b) - times(names, a))[0];
    if (most !== undefined) return most;
    const words = posix
      .basename(file, ".ts")
      .replace(/^\d+/, "")
      .split(/[^A-Za-z0-9]+/)
      .filter((word) => word !== "");
    const made = words.map((word, i) => (i === 0 ? word.toLowerCase() : capital(word))).join("");
    return /^[a-z]/.test(made) && !taken.includes(made) ? made : `parent${capital(made)}`;
  }

  private importsIn(file: string): Import[] {
    return this.source(file).getImportDeclarations().flatMap(imported);
  }

  private source(file: string): SourceFile {
    return (
      this.project.getSourceFile(file) ??
      this.project.createSourceFile(file, readFileSync(join(this.folder, file), "utf8"))
    );
  }
}

function imported(declaration: ImportDeclaration): Import[] {
  const module = declaration.getModuleSpecifierValue();
  const byDefault = declaration.getDefaultImport()?.getText();
  return [
    ...(byDefault === undefined ? [] : [{ module, name: byDefault, isDefault: true }]),
    ...declaration
      .getNamedImports()
      .filter((one) => one.getAliasNode() === undefined)
      .map((one) => ({ module, name: one.getName(), isDefault: false })),
  ];
}

/** Whether `./902-base.ts`, `./902-base.js` or `./902-base` means the file `definitions/902-base.ts`. */
const sameModule = (module: string, file: string): boolean =>
  module.replace(/\.[jt]s$/, "") === `./${posix.basename(file, ".ts")}`;

/** Whether an identifier stands for a value, rather than being the name of a field. */
function isReference(identifier: Node): boolean {
  const outer = identifier.getParent();
  if (Node.isPropertyAccessExpression(outer)) return outer.getExpression() === identifier;
  return !Node.isPropertyAssignment(outer) || outer.getInitializer() === identifier;
}

const times = (names: readonly string[], one: string): number => names.filter((name) => name === one).length;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
