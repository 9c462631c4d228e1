import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type ExportedDeclarations,
  type JSDocableNode,
  Node,
  Project,
  type Symbol as TsSymbol,
  type Type,
} from "ts-morph";
import { describe, expect, it } from "vitest";
import { root } from "./project.ts";

const entries = ["generator/index.ts", "generator/step.ts"].map((file) => join(root, file)).filter(existsSync);
const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json"), skipAddingFilesFromTsConfig: true });
for (const entry of entries) project.addSourceFileAtPath(entry);
project.resolveSourceFileDependencies();

/** Everything that an author can reach from what a definition imports: exported things, and the fields of their types. */
class Walk {
  readonly documented: string[] = [];
  readonly missing: string[] = [];
  private readonly seen = new Set<TsSymbol | Type>();

  constructor(private readonly from: string) {}

  exported(name: string, declarations: readonly ExportedDeclarations[]): void {
    // What is passed on from a package, such as `z`, has its documentation there.
    for (const declaration of declarations.filter((one) => this.isOurs(one))) {
      this.hold(name, declaration);
      if (Node.isInterfaceDeclaration(declaration) || Node.isTypeAliasDeclaration(declaration))
        this.type(declaration.getType());
      else this.value(name, declaration, declaration.getType());
    }
  }

  /** A function, or a group of functions such as `docker`. */
  private value(name: string, at: Node, type: Type): void {
    const calls = type.getCallSignatures();
    for (const call of calls) {
      for (const parameter of call.getParameters()) this.type(parameter.getTypeAtLocation(at));
      this.type(call.getReturnType());
    }
    if (calls.length > 0 || !this.isOurs(at)) return;
    for (const member of type.getProperties()) {
      const declaration = member.getDeclarations()[0];
      if (declaration === undefined || !this.isOurs(declaration)) continue;
      const named = Node.isShorthandPropertyAssignment(declaration)
        ? declaration.getValueSymbol()
        : Node.isPropertyAssignment(declaration)
          ? declaration.getInitializer()?.getSymbol()
          : undefined;
      const meant = named?.getAliasedSymbol() ?? named;
      const [first = declaration] = meant?.getDeclarations() ?? [];
      this.hold(`${name}.${member.getName()}`, first);
      this.value(`${name}.${member.getName()}`, first, member.getTypeAtLocation(declaration));
    }
  }

  /** The fields of a type, and of all types that it is made of. */
  private type(type: Type): void {
    if (this.seen.has(type)) return;
    this.seen.add(type);
    for (const part of [
      ...type.getUnionTypes(),
      ...type.getIntersectionTypes(),
      ...type.getTypeArguments(),
      ...type.getAliasTypeArguments(),
    ])
      this.type(part);
    const own =
      type
        .getSymbol()
        ?.getDeclarations()
        .some((one) => this.isOurs(one)) ?? false;
    if (!own || type.isEnum()) return;
    for (const base of type.getBaseTypes()) this.type(base);
    for (const field of type.getProperties()) {
      const declaration = field.getDeclarations()[0];
      if (declaration === undefined || !this.isOurs(declaration) || this.seen.has(field)) continue;
      this.seen.add(field);
      // A brand, and a field that must not be there, are nothing that an author writes.
      if (field.getName().startsWith("__@") || isForbidden(field.getTypeAtLocation(declaration))) continue;
      const outer = declaration.getFirstAncestor(
        (one) => Node.isInterfaceDeclaration(one) || Node.isTypeAliasDeclaration(one),
      );
      this.hold(`${outer?.getSymbol()?.getName() ?? "?"}.${field.getName()}`, declaration);
      this.type(field.getTypeAtLocation(declaration));
    }
  }

  private hold(name: string, declaration: Node): void {
    const documented = docsOf(declaration).some((doc) => /\w{3}/.test(doc));
    const { line } = declaration.getSourceFile().getLineAndColumnAtPos(declaration.getStart());
    const place = `${declaration
      .getSourceFile()
      .getFilePath()
      .slice(root.length + 1)}:${line}`;
    (documented ? this.documented : this.missing).push(documented ? name : `${place} ${name}`);
  }

  private isOurs(node: Node): boolean {
    return node.getSourceFile().getFilePath().startsWith(this.from);
  }
}

/** The type of `field?: never`. */
const isForbidden = (type: Type): boolean => type.isNever() || type.isUndefined();

/** The comments above a declaration; those of a constant stand above its statement. */
function docsOf(declaration: Node): string[] {
  const holder = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration;
  if (holder === undefined || !Node.isJSDocable(holder)) return [];
  return (holder as JSDocableNode).getJsDocs().map((doc) => doc.getDescription());
}

const walked = (from: string, files: readonly string[], within = project): Walk => {
  const walk = new Walk(from);
  for (const file of files)
    for (const [name, declarations] of within.getSourceFileOrThrow(file).getExportedDeclarations())
      walk.exported(name, declarations);
  return walk;
};

describe("what a definition imports", () => {
  const walk = walked(join(root, "generator"), entries);

  it("is documented, down to each field of each option", () => {
    expect(walk.missing).toEqual([]);
  });

  it("was really looked at", () => {
    expect(walk.documented).toEqual(
      expect.arrayContaining([
        "application",
        "docker.container",
        "DockerRunOptions.ports",
        "StepOptions.retries",
        "NetworkOptions.mac",
      ]),
    );
    expect(walk.documented.length).toBeGreaterThan(200);
  });
});

it("a field without a comment is found: in an interface, a base, a union, a nested object, a parameter", () => {
  const small = new Project({ useInMemoryFileSystem: true });
  small.createSourceFile(
    "/own/index.ts",
    `
/** Options of it. */
export interface Options extends Base {
  /** Said, it is. */
  a: string;
  b: Inner | string;
  /** Doc of c. */
  c: readonly { d: 1 }[];
  x?: never;
}
interface Base { e?: number }
interface Inner { f: number }
interface Given { g: number }
const make = (options: Given): void => undefined;
const short = 1;
/** Things. */
export const things = { make, short, other: make };
export const bare = 1;
`,
  );
  expect(
    walked("/own", ["/own/index.ts"], small)
      .missing.map((one) => one.replace(/.* /, ""))
      .sort(),
  ).toEqual([
    ...["Base.e", "Given.g", "Inner.f", "Options.b", "Options.d", "bare"],
    ...["things.make", "things.other", "things.short"],
  ]);
});
