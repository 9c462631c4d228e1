import type { LocalFile } from "../../dsl/local-file.ts";
import type { Text } from "../../dsl/text.ts";
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

/** Returns the port of the container itself that an address is asked at; nothing if it is another machine's, or not known yet. */
export const portAwaited = (url: Text): Required[] => {
  const [, scheme, port] =
    /^(https?):\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?(?:[/?#]|$)/.exec(String(url)) ?? [];
  if (scheme === undefined) return [];
  return [{ what: "port", name: port ?? (scheme === "https" ? "443" : "80"), at: ["url"], verb: "waits for" }];
};

/** Returns the unit that a name means for systemd. */
export const wholeUnit = (unit: string): string =>
  /\.(?:service|socket|timer|path|mount|automount|swap|target|slice|scope|device)$/.test(unit)
    ? unit
    : `${unit}.service`;

/** Folders where programs put files while they run. */
export const RUNNING = /^\/(?:run|tmp|var)\//;

/** Tells what an installed service may make once it runs. */
export const madeByService: MayProvide = ({ what, name }) => what === "port" || (what === "path" && RUNNING.test(name));

/** Tells what an author's own program may make once it runs. */
export const madeByProgram: MayProvide = ({ what }) => what === "port" || what === "path";

/** Folders whose programs are called by their names. */
const CALLED = /^\/(?:usr|usr\/local|bin|sbin)(?:\/s?bin)?$/;

/** Tells that there may be whatever below a folder whose content is not known. */
export const isBelow =
  (folder: string): MayProvide =>
  ({ what, name }) =>
    (what === "path" && name.startsWith(`${folder}/`)) || (what === "program" && CALLED.test(folder));

/** Tells that own Bash may make anything, where its author says nothing. */
export const anything: MayProvide = () => true;
