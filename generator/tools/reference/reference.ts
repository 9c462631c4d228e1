import { Node } from "ts-morph";
import { callOf } from "./calls.ts";
import { commentOf, type Group, type Maker, readFace } from "./face.ts";
import { commonOptions, type Option, optionsOf } from "./options.ts";

/** All that the step reference tells of one step. */
export interface Entry {
  readonly name: string;
  readonly about: string;
  /** Of what is no step: how it is called, such as `mib(amount: number): Size`; empty if it has calls of its own, as a fact has. */
  readonly call?: string;
  readonly options: readonly Option[];
  /** TypeScript that ends with an expression: a step, or a list of steps. Empty as long as nobody has written one. */
  readonly example: string;
}

/** Entries under one heading. */
export interface Chapter {
  readonly name: string;
  readonly about: string;
  readonly entries: readonly Entry[];
}

/** What the sources say of every step that authors can import. */
export interface Reference {
  /** Options that every step takes. */
  readonly common: readonly Option[];
  /** What options of steps are made with. */
  readonly values: Chapter;
  readonly chapters: readonly Chapter[];
}

/** Reads the comments of `generator/steps/` below `root`. */
export function readReference(root: string): Reference {
  const { groups, values } = readFace(root);
  const makers = groups.flatMap((group) => group.makers);
  const names = new Map([...makers, ...values].map(({ internal, name }) => [internal, name]));
  const chapter = ({ name, about, makers: own }: Group): Chapter => ({
    name,
    about: linked(about, names),
    entries: own.map((maker) => entry(maker, names)),
  });
  const told = values.map((maker) => ({ ...entry(maker, names), ...callOf(maker) }));
  return {
    common: commonOptions(makers).map((option) => ({ ...option, about: linked(option.about, names) })),
    values: { name: "values", about: VALUES, entries: told.sort((a, b) => (a.name < b.name ? -1 : 1)) },
    chapters: groups.map(chapter),
  };
}

const VALUES =
  "Sizes and times, values that are read when the script runs, Bash, local files, facts, and groups of steps.";

function entry(maker: Maker, names: ReadonlyMap<string, string>): Entry {
  const options = optionsOf(maker).map((option) => ({ ...option, about: linked(option.about, names) }));
  const { node } = maker;
  const documented = Node.isVariableDeclaration(node) ? node.getVariableStatementOrThrow() : node;
  const tags = documented.getJsDocs().flatMap((comment) => comment.getTags());
  const example = tags.find((tag) => tag.getTagName() === "example")?.getCommentText() ?? "";
  return { name: maker.name, about: linked(commentOf(documented), names), options, example: code(example) };
}

/** `{@link fileJson}` by the name that authors know. */
const linked = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(/\{@link ([\w.]+)\}/g, (_, name: string) => `\`${names.get(name) ?? name}\``);

/** With or without a fence around it. */
const code = (text: string): string => text.replace(/^```\w*\n|\n```$/g, "").trim();
