import { type CodeBlockWriter, Project, QuoteKind, ts } from "ts-morph";
import type { Definition } from "../dsl/container.ts";
import type { Size } from "../dsl/units.ts";
import type { FirstStep } from "./compose.ts";
import type { Borrowed, Import } from "./definition-folder.ts";
import type { Style } from "./style.ts";

/** A definition that is to be written. */
export interface Draft {
  readonly definition: Definition;
  /** The name that the parent's definition is imported under, and its module. */
  readonly parent?: Import;
  /** The same of the host that it names. */
  readonly host?: Import;
  /** Code that stands for the gateway, and for each acceptance. */
  readonly gateway?: Borrowed;
  readonly accept: readonly Borrowed[];
  readonly first: FirstStep;
}

/** The text of a definition file, in a style that is given. */
export function definitionText(draft: Draft, style: Style): string {
  const project = new Project({ useInMemoryFileSystem: true, manipulationSettings: style.settings });
  const file = project.createSourceFile("new.ts");
  const borrowed = [...(draft.gateway?.imports ?? []), ...draft.accept.flatMap(({ imports }) => imports)];
  const own = borrowed.filter(({ module }) => module === "phoenix-setup").map(({ name }) => name);
  file.addImportDeclaration({
    namedImports: [...new Set([...namesUsed(draft), ...own])].sort(),
    moduleSpecifier: "phoenix-setup",
  });
  const { parent, host } = draft;
  const others = [...(parent ? [parent] : []), ...(host ? [host] : []), ...borrowed].filter(
    ({ module }) => module !== "phoenix-setup",
  );
  for (const module of [...new Set(others.map((one) => one.module))].sort()) {
    const imports = others.filter((one) => one.module === module);
    const byDefault = imports.find(({ isDefault }) => isDefault)?.name;
    const named = imports.filter(({ isDefault }) => !isDefault).map(({ name }) => name);
    file.addImportDeclaration({
      ...(byDefault === undefined ? {} : { defaultImport: byDefault }),
      namedImports: [...new Set(named)].sort(),
      moduleSpecifier: module,
    });
  }
  file.addExportAssignment({ isExportEquals: false, expression: (writer) => call(writer, draft, style) });
  file.formatText({
    semicolons: style.semicolons ? ts.SemicolonPreference.Insert : ts.SemicolonPreference.Remove,
  });
  return file.getFullText();
}

/** What a draft needs of `phoenix-setup` itself. */
export function namesUsed({ definition: { is, options }, first }: Draft): string[] {
  const units = [options.memory, options.disk].map(({ unit }) => (unit === "GiB" ? "gib" : "mib"));
  return [is, ...units, first.replace(/\..*/, "")];
}

/** `application({…})`, a field a line. */
function call(writer: CodeBlockWriter, draft: Draft, style: Style): void {
  const { useTrailingCommas: trailing = true } = style.settings;
  const lines = (fields: readonly Field[]): void => {
    writer.inlineBlock(() => {
      for (const [i, [name, value]] of fields.entries()) {
        writer.write(`${name}: `);
        if (typeof value === "string") writer.write(value);
        else if (style.tallNetwork) lines(value);
        else writer.write(flat(value));
        writer.write(i < fields.length - 1 || trailing ? "," : "").newLine();
      }
    });
  };
  writer.write(`${draft.definition.is}(`);
  lines(fieldsOf(draft, quoted(style.settings.quoteKind)));
  writer.write(")");
}

/** The name of a field, and its value as code, or its own fields. */
type Field = readonly [string, string | readonly Field[]];

/** The fields of a definition, in the order of the documentation. */
function fieldsOf({ definition: { options }, parent, host, gateway, accept, first }: Draft, text: Quote): Field[] {
  const { ctid, name, description, snapshot, unprivileged, memory, cores, disk, network, features, gpus, storage } =
    options;
  const net: Field[] = [
    ["ip", text(network.ip)],
    ["gateway", gateway?.text ?? text(network.gateway)],
    ["mac", text(network.mac)],
    ...present("interface", network.interface, text),
  ];
  return [
    ["ctid", String(ctid)],
    ["name", text(name)],
    ...present("description", description, text),
    ...(parent ? [["cloneOf", parent.name] as const] : present("unprivileged", unprivileged, String)),
    ...present("host", host?.name, String),
    ...present("snapshot", snapshot, text),
    ["memory", sized(memory)],
    ["cores", String(cores)],
    ["disk", sized(disk)],
    ["network", net],
    ...present("features", features, (value) => flat(Object.entries(value).map(([key, on]) => [key, String(on)]))),
    ...present("gpus", gpus, (value) => `[${value.join(", ")}]`),
    ...present("storage", storage, text),
    ...(accept.length > 0 ? [["accept", `[${accept.map((one) => one.text).join(", ")}]`] as const] : []),
    ["steps", `[${firstSteps[first](text)}]`],
  ];
}

function present<Value>(name: string, value: Value | undefined, written: (value: Value) => string): Field[] {
  return value === undefined ? [] : [[name, written(value)]];
}

const firstSteps: Record<FirstStep, (text: Quote) => string> = {
  "docker.ready": () => "docker.ready({})",
  "apt.packages": (text) => `apt.packages({ packages: [${text("curl")}] })`,
};

const flat = (fields: readonly Field[]): string =>
  `{ ${fields.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;

const sized = ({ unit, amount }: Size): string => `${unit === "GiB" ? "gib" : "mib"}(${amount})`;

type Quote = (value: string) => string;

const quoted =
  (kind: QuoteKind = QuoteKind.Double): Quote =>
  (value) => {
    const inDouble = JSON.stringify(value);
    if (kind === QuoteKind.Double) return inDouble;
    return `'${inDouble.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  };
