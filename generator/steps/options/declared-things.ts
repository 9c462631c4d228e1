import * as z from "zod";
import type { MayProvide, Provided, Required, ThingClass } from "../../dsl/things.ts";
import { filePath } from "./file-schema.ts";
import { anything, programs, wholeUnit } from "./things.ts";

/** What an author's own Bash makes, by name. If it is given, it is taken for all. */
export interface DeclaredThings {
  /** Absolute paths of files, folders and links. */
  readonly paths?: readonly string[];
  /** systemd's units. */
  readonly units?: readonly string[];
  /** Users. */
  readonly users?: readonly string[];
  /** Groups. */
  readonly groups?: readonly string[];
  /** Packages of Debian. */
  readonly packages?: readonly string[];
  /** Programs that can be called by their name. */
  readonly programs?: readonly string[];
  /** TCP ports that something listens on. */
  readonly ports?: readonly number[];
  /** Docker containers. */
  readonly containers?: readonly string[];
  /** Docker networks. */
  readonly networks?: readonly string[];
  /** Docker volumes. */
  readonly volumes?: readonly string[];
}

/** What an author says of what own Bash makes, and calls. */
export interface DeclaredOptions {
  /**
   * What its Bash makes: paths, units, users, groups, packages, programs, ports, and Docker's containers, networks and volumes. It is taken
   * for all, so that what nothing makes is a warning. Default: it may make anything.
   */
  readonly provides?: DeclaredThings;
  /** Programs that its Bash calls inside, such as `["jq"]`: a warning if nothing installs them. Default none. */
  readonly needs?: readonly string[];
}

const names = z
  .array(z.string().regex(/^[^\s\p{C}]+$/u, "must be a name"))
  .readonly()
  .exactOptional();

/** The schema of {@link DeclaredThings}. */
export const declaredThings = z.strictObject({
  paths: z.array(filePath).readonly().exactOptional(),
  units: names,
  users: names,
  groups: names,
  packages: names,
  programs: names,
  ports: z.array(z.int().min(1).max(65_535)).readonly().exactOptional(),
  containers: names,
  networks: names,
  volumes: names,
}) satisfies z.ZodType<DeclaredThings>;

/** The fields of {@link DeclaredOptions}. */
export const declaredFields = { provides: declaredThings.exactOptional(), needs: names };

const CLASSES: Readonly<Record<keyof DeclaredThings, ThingClass>> = {
  paths: "path",
  units: "unit",
  users: "user",
  groups: "group",
  packages: "package",
  programs: "program",
  ports: "port",
  containers: "container",
  networks: "network",
  volumes: "volume",
};

/** Returns what is declared, thing by thing, each with its place below an option. */
export const thingsIn = (declared: DeclaredThings, option: string): Provided[] =>
  (Object.keys(CLASSES) as (keyof DeclaredThings)[]).flatMap((list) =>
    (declared[list] ?? []).map((name, i) => ({
      what: CLASSES[list],
      name: list === "units" ? wholeUnit(String(name)) : String(name),
      at: [option, list, i],
      ...(list === "ports" && { state: { address: "", protocol: "tcp" } }),
    })),
  );

/** Returns what own Bash makes, as far as its author says. */
export const declaredProvides = ({ provides = {} }: DeclaredOptions): Provided[] => thingsIn(provides, "provides");

/** Returns the programs that own Bash calls. */
export const declaredNeeds = ({ needs = [] }: DeclaredOptions): Required[] =>
  programs(...needs).map((program, i) => ({ ...program, at: ["needs", i] }));

/** Returns that own Bash may make anything, unless its author says what it makes. */
export const undeclared = ({ provides }: DeclaredOptions): MayProvide | undefined =>
  provides === undefined ? anything : undefined;
