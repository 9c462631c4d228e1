import type { Definition } from "../dsl/container.ts";
import { isDefinition } from "../dsl/container-schema.ts";
import type { FleetHost } from "../dsl/fleet-host.ts";
import { isHost } from "../dsl/host.ts";
import { described } from "../validation/described.ts";
import { type Finding, finding } from "../validation/finding.ts";
import type { Origin, Place } from "../validation/problem.ts";
import type { Places } from "../validation/source-positions.ts";
import type { Outcome } from "./evaluate.ts";

/** A definition and the file that exports it. */
export interface LoadedContainer {
  readonly file: string;
  readonly definition: Definition;
}

/** What files export that was evaluated to its end. */
export interface Exported {
  /** In the order of their files. */
  readonly hosts: readonly FleetHost[];
  readonly containers: readonly LoadedContainer[];
  readonly findings: readonly Finding[];
}

/** The definitions that files export by default, one a file, and what is wrong with the rest. */
export function exported(outcomes: readonly Outcome[], places: Places): Exported {
  const findings: Finding[] = [];
  const files = new Map<Definition, string>();
  const hosts: FleetHost[] = [];
  const placeOf = (made: { readonly origin: Origin }, file: string): Place =>
    places.use(made.origin, file) ?? { file, line: 1, column: 1 };

  for (const outcome of outcomes) {
    if (!("exports" in outcome)) continue;
    const { file, exports } = outcome;
    const made = exports["default"];
    if (isHost(made)) {
      if (named(file) === "container") findings.push(misnamed(file, placeOf(made, file)));
      else if (!hosts.some((other) => other.made === made))
        hosts.push({ name: made.name ?? baseName(file), file, made });
    } else if (isDefinition(made)) {
      const other = files.get(made);
      if (other === undefined) files.set(made, file);
      else findings.push(again(made, file, other));
    } else if (named(file) !== undefined) findings.push(nothing(file, exports));
  }
  for (const outcome of outcomes) {
    if (!("exports" in outcome)) continue;
    const { file, exports } = outcome;
    const own = exports["default"];
    for (const made of new Set(Object.values(exports).filter(isDefinition))) {
      if (files.has(made)) continue;
      const ctid = described(made.options?.ctid);
      findings.push(
        isDefinition(own)
          ? second(`the file describes a second container, ${ctid}`, placeOf(made, file), placeOf(own, file))
          : second(
              `container ${ctid} is exported by name only, so that no script would be made for it`,
              placeOf(made, file),
            ),
      );
    }
  }
  return { hosts, containers: [...files].map(([definition, file]) => ({ file, definition })), findings };
}

/** `pve1` of `definitions/pve1.ts`. */
const baseName = (file: string): string => file.replace(/^.*\/|\.ts$/g, "");

/** What a file's name says that it describes; other files share pieces. */
function named(file: string): "container" | "host" | undefined {
  const [, name = ""] = /\/([^/]*)$/.exec(file) ?? [];
  return name === "host.ts" ? "host" : /^\d/.test(name) ? "container" : undefined;
}

function second(message: string, place: Place, first?: Place): Finding {
  const hint = "give each a file of its own, with a default export";
  const related = first === undefined ? [] : [{ place: first, label: "first described here" }];
  return { ...finding("D207", message, hint, place), related };
}

function again(made: Definition, file: string, other: string): Finding {
  const message = `the file exports container ${described(made.options?.ctid)}, which ${other} describes`;
  return finding("D207", message, "export it once", { file, line: 1, column: 1 });
}

const misnamed = (file: string, place: Place): Finding =>
  finding(
    "D204",
    `${file} is named for a container, but describes a host`,
    "call it definitions/host.ts, or by the host's name",
    place,
  );

function nothing(file: string, exports: Readonly<Record<string, unknown>>): Finding {
  const message = !("default" in exports)
    ? "the file has no default export"
    : `the file's default export is no definition, but ${described(exports["default"])}`;
  const hint = "export default template({…}), application({…}) or host({…})";
  return finding("D204", message, hint, { file, line: 1, column: 1 });
}
