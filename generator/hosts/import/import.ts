import { readdirSync } from "node:fs";
import { join, posix } from "node:path";
import type { Definition } from "../../dsl/container.ts";
import type { FleetHost } from "../../dsl/fleet-host.ts";
import type { Sibling } from "../../scaffold/definition-folder.ts";
import { byPlace, type Finding, finding } from "../../validation/finding.ts";
import { checkImported } from "./check.ts";
import { define, type Imported } from "./define.ts";
import type { Facts, HostFacts, Input, Leftover } from "./facts.ts";
import { type ImportedHost, importedHost, leaveHostDifferences } from "./host.ts";
import { definitionFileOf } from "./import-name.ts";
import { joined } from "./join.ts";
import { LOOKS_SECRET } from "./shown.ts";

/** A project that containers are imported into. */
export interface Project {
  readonly folder: string;
  readonly siblings: readonly Sibling[];
  /** All hosts of the project. */
  readonly hosts: readonly FleetHost[];
  /** The one that the containers are on; undefined if there is none yet. */
  readonly host: FleetHost | undefined;
}

/** What is to be written, or what is wrong with the input. */
export interface Import {
  /** Errors and warnings, by position. */
  readonly findings: readonly Finding[];
  /** Whether there is an error. */
  readonly failed: boolean;
  readonly containers: readonly Imported[];
  /** The host file, if the project has none. */
  readonly host: ImportedHost | undefined;
}

/** The host file that is written, and looked for. */
export const HOST_FILE = "definitions/host.ts";

/** Turns inputs into definitions. Reads of the project only names of files; writes nothing. */
export function importContainers(inputs: readonly Input[], project: Project): Import {
  const { containers, findings: between } = joined(inputs.flatMap((input) => input.containers));
  const assumed = containers.flatMap(assumeGpus);
  const facts: HostFacts = Object.assign({}, ...inputs.map(({ host }) => host));
  const own = project.host === undefined ? importedHost(containers, facts) : undefined;
  const host = project.host ?? { name: "host", file: HOST_FILE, made: (own as ImportedHost).host };
  const hosts = own === undefined ? project.hosts : [host];
  for (const one of containers) leaveHostDifferences(one, host.made);
  const existing: Definition[] = project.siblings.map(({ definition }) => definition);
  const read = [...inputs.flatMap(({ findings }) => findings), ...between, ...assumed];
  const { imported, findings: made } = define(containers, { host: host.made, isNamed: hosts.length > 1 }, existing);
  const checked = checkImported(imported, existing, hosts);
  const names = fileFindings(imported, project.folder, own !== undefined, checked);
  const found = [...read, ...(own?.findings ?? []), ...made, ...checked, ...names];
  for (const { leftovers } of containers) leftovers.sort(byPosition);
  const findings = [...found, ...containers.flatMap(leftOut)].sort(byPlace);
  const failed = findings.some(({ severity }) => severity === "error");
  return { findings, failed, containers: failed ? [] : imported, host: failed ? undefined : own };
}

/** A file that leaves GPUs to the container's script says `none`, and all the same over how many of them vLLM is spread. */
function assumeGpus(facts: Facts): Finding[] {
  const { ctid, gpus, tensorParallelSize: size } = facts;
  if (gpus !== undefined || size === undefined || size.value < 2 || size.value > 8) return [];
  const value = [...Array(size.value).keys()];
  facts.gpus = { value, place: size.place };
  const message = `container ${ctid}: no input says which GPUs it has; for its vLLM, ${value.join(", ")} are taken`;
  return [finding("D420", message, "mend `gpus` if it has others", size.place)];
}

const byPosition = ({ place: a }: Leftover, { place: b }: Leftover): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

/** A file whose name is taken, by whatever: nothing is overwritten. */
function fileFindings(
  imported: readonly Imported[],
  folder: string,
  withHost: boolean,
  known: readonly Finding[],
): Finding[] {
  const taken = new Map(namesIn(folder).map((name) => [/^\d+/.exec(name)?.[0] ?? name, name]));
  const fix = "nothing is overwritten: remove or rename that file";
  const told = new Set(known.filter(({ code }) => code === "D414").map(({ place }) => JSON.stringify(place)));
  const files = imported.flatMap(({ facts }): Finding[] => {
    const name = taken.get(String(facts.ctid));
    if (name === undefined || told.has(JSON.stringify(facts.place))) return [];
    return [finding("D414", `container ${facts.ctid} has a file, definitions/${name}`, fix, facts.place)];
  });
  const [first] = imported;
  const host = posix.basename(HOST_FILE);
  if (!withHost || !taken.has(host) || first === undefined) return files;
  return [...files, finding("D414", `${HOST_FILE} is there, and exports no host`, fix, first.facts.place)];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(join(folder, "definitions")).filter((name) => name.endsWith(".ts"));
  } catch {
    return [];
  }
}

/** A warning for each setting and each secret that was left out. */
function leftOut({ ctid, leftovers, steps }: Facts): Finding[] {
  return [
    ...leftovers.map(({ text, place }) =>
      text.endsWith(LOOKS_SECRET)
        ? finding("D421", `container ${ctid}: not imported: ${text}`, "hand it over with a secret.… step", place)
        : finding(
            "D420",
            `container ${ctid}: not imported: ${text}`,
            "no option says it: it stays on the host as it is",
            place,
          ),
    ),
    ...steps.flatMap(({ call, options, note, place }) =>
      call === "secret.fromEnvironment"
        ? [
            finding(
              "D421",
              `container ${ctid}: ${note}`,
              `give ${options["variable"]} a value there, or write it another way`,
              place,
            ),
          ]
        : [],
    ),
  ];
}

/** The file that a container is written to. */
export const fileOf = ({ definition: { options } }: Imported): string => definitionFileOf(options.ctid, options.name);
