import type { LocalFile } from "../../dsl/local-file.ts";
import type { MayProvide, Provided, Required } from "../../dsl/things.ts";
import { carried } from "./carried-file.ts";
import { statMode } from "./file-schema.ts";

/** Who owns a file or folder, and what is allowed to whom; missing is left as it is. */
interface Attributes {
  readonly path: string;
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
}

/** Returns a path with its attributes as far as they are given, and further aspects of its state. */
export const pathWith = (
  { path, mode, owner, group }: Attributes,
  state: Readonly<Record<string, unknown>> = {},
  at = "path",
): Provided => ({
  what: "path",
  name: path,
  at: [at],
  state: {
    ...(mode !== undefined && { mode: statMode(mode) }),
    ...(owner !== undefined && { owner }),
    ...(group !== undefined && { group }),
    ...state,
  },
});

/** Returns a file that is written whole, with the attributes that it has where none are given. */
export const wholeFile = (
  { path, mode = "0644", owner = "root", group = "root" }: Attributes,
  state: Readonly<Record<string, unknown>> = {},
  at?: string,
): Provided => pathWith({ path, mode, owner, group }, { kind: "file", ...state }, at);

/** Returns what a carried file holds, for the state of a path. */
export const carriedState = (source: LocalFile): Readonly<Record<string, unknown>> => {
  const { encoded, content, sha256 } = carried(source);
  return encoded ? { text: { sha256 } } : { text: content };
};

/** Returns the user and the group that options name. */
export const accountsOf = (options: { readonly owner?: string; readonly group?: string }): Required[] => [
  ...(options.owner === undefined ? [] : userNamed(options.owner, "owner")),
  ...(options.group === undefined ? [] : [{ what: "group", name: options.group, at: ["group"] } as const]),
];

/** Returns the user whom an option names. */
export const userNamed = (name: string | undefined, ...at: PropertyKey[]): Required[] =>
  name === undefined ? [] : [{ what: "user", name, at }];

/** Returns a path inside that an option names, to be there before the step. */
export const pathNeeded = (name: string | undefined, ...at: PropertyKey[]): Required[] =>
  name === undefined ? [] : [{ what: "path", name, at }];

/** Returns programs that the step calls inside. */
export const programs = (...names: readonly string[]): Required[] =>
  names.map((name) => ({ what: "program", name }) as const);

/** Returns the unit that a name means for systemd. */
export const wholeUnit = (unit: string): string =>
  /\.(?:service|socket|timer|path|mount|automount|swap|target|slice|scope|device)$/.test(unit)
    ? unit
    : `${unit}.service`;

/** Returns whether a path lies below a folder whose content nobody knows beforehand. */
export const isBelow =
  (folder: string): MayProvide =>
  ({ what, name }) =>
    (what === "path" && name.startsWith(`${folder}/`)) || what === "program";

/** What an author's own Bash may make, where it does not say. */
export const anything: MayProvide = () => true;
