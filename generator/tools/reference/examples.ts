import { Project, SyntaxKind } from "ts-morph";
import type { Chapter, Entry } from "./reference.ts";

/** A folder of definitions whose steps are all the examples of a chapter, so that they can be compiled and run. */
export interface ExampleProject {
  /** The container that has the steps. */
  readonly ctid: number;
  /** Texts of its files by their paths in `definitions/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths that its examples read with `local` and `localFolder`. */
  readonly reads: readonly string[];
}

/** The projects of these chapters' examples, with CTIDs from 101; `face` are the names that can be imported. */
export function exampleProjects(chapters: readonly Chapter[], face: readonly string[]): ExampleProject[] {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true } });
  return chapters.map(({ name, entries }, i) => {
    const ctid = 101 + i;
    const examples = entries.filter(({ example }) => example !== "").map((entry) => read(entry, project));
    const neighbours = examples.flatMap((example) => example.neighbours);
    const imported = neighbours.map(({ name: neighbour, file }) => `import ${neighbour} from "./${file}";\n`);
    const code = examples.map((example) => example.code).join("\n");
    const whole = `${code}\n${container(ctid, name, examples)}`;
    return {
      ctid,
      files: new Map([
        [`${ctid}-examples.ts`, `${imports(whole, [...face, "type Step"])}${imported.join("")}${whole}`],
        ...neighbours.map(({ file, text }) => [file, `${imports(text, face)}export default ${text};\n`] as const),
      ]),
      reads: [...code.matchAll(/\blocal(?:Folder)?\("([^"]+)"/g)].map(([, path]) => path ?? ""),
    };
  });
}

/** What of `names` the code uses. */
function imports(code: string, names: readonly string[]): string {
  const used = names.filter((name) => new RegExp(`(?<![\\w.$])${name.replace("type ", "")}\\b`).test(code));
  return `import { ${used.join(", ")} } from "phoenix-setup";\n`;
}

/** An example as a function that gives its steps. */
interface Example {
  readonly function: string;
  readonly code: string;
  /** Other containers that it speaks of: each has a file of its own. */
  readonly neighbours: readonly { readonly name: string; readonly file: string; readonly text: string }[];
}

/** The steps that an example keeps in constants come first, then those of the expression at its end. */
function read(entry: Entry, project: Project): Example {
  const file = project.createSourceFile("example.ts", entry.example, { overwrite: true });
  const last = file.getStatements().at(-1)?.asKind(SyntaxKind.ExpressionStatement);
  if (last === undefined) throw new Error(`the example of ${entry.name} does not end with an expression`);
  const variables = file.getVariableDeclarations();
  const others = variables.filter((one) => /^(application|template)\(/.test(one.getInitializer()?.getText() ?? ""));
  const neighbours = others.map((one) => {
    const text = one.getInitializer()?.getText() ?? "";
    const [, ctid] = /\bctid: (\d+)/.exec(text) ?? [];
    return { name: one.getName(), file: `${ctid}-${one.getName()}.ts`, text };
  });
  const kept = variables.filter((one) => !others.includes(one)).map((one) => one.getName());
  const before = file
    .getStatements()
    .filter((one) => one !== last && !others.some((other) => other.getVariableStatement() === one));
  const called = `example_${entry.name.replace(".", "_")}`;
  return {
    function: called,
    neighbours,
    code: [
      `const ${called} = (): Step[] => {`,
      ...before.map((statement) => statement.getText()),
      `  const shown: Step | readonly Step[] = ${last.getExpression().getText()};`,
      `  const all: unknown[] = [${[...kept, "shown"].join(", ")}].flat();`,
      `  const isStep = (one: unknown): one is Step => typeof one === "object" && one !== null && "kind" in one && "view" in one;`,
      "  return [...new Set(all.filter(isStep))];",
      "};",
    ].join("\n"),
  };
}

const container = (ctid: number, name: string, examples: readonly Example[]): string =>
  [
    "export default application({",
    `  ctid: ${ctid}, name: "examples-${name || "others"}", unprivileged: true, memory: mib(2048), cores: 2, disk: gib(32),`,
    `  network: { ip: "10.0.0.${ctid}/24", gateway: "10.0.0.1", mac: "52:54:00:00:00:${(ctid - 90).toString(16).padStart(2, "0")}" },`,
    "  features: { nesting: true, keyctl: true, fuse: true },",
    `  steps: [${examples.map((example) => `...${example.function}()`).join(", ")}],`,
    "});",
    "",
  ].join("\n");
