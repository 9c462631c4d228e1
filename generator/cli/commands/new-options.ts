import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "../../dsl/container.ts";
import { type FleetHost, hostOf } from "../../dsl/fleet-host.ts";
import { gib, mib } from "../../dsl/units.ts";
import type { Wish } from "../../scaffold/compose.ts";
import type { Sibling } from "../../scaffold/definition-folder.ts";
import { fileStem } from "../../scaffold/file-stem.ts";
import { UsageError } from "../../validation/failures.ts";
import { type Call, readCtid } from "../command.ts";

/** What `new` is told by its flags; what it cannot do without is asked for, where there is somebody to ask. */
export async function newWish(call: Call, siblings: readonly Sibling[], hosts: readonly FleetHost[]): Promise<Wish> {
  const { ask } = call;
  const ctids = call.words.map(readCtid);
  const flags = call.flags as Readonly<Record<string, string | undefined>>;
  if (ctids.length > 1) throw new UsageError(`new writes one definition, not ${ctids.length}`);
  const complete = ctids.length === 1 && flags["name"] !== undefined;
  if (!complete && ask === undefined) {
    const example = "phoenix-setup new 960 --name monitoring, and --from 902 for a clone of 902";
    throw new UsageError(`new has to be told a CTID and a --name, such as ${example}`);
  }
  const answer = async (question: string): Promise<string> => (complete ? "" : ((await ask?.(question)) ?? ""));

  const next = Math.max(99, ...siblings.map(({ definition }) => definition.options.ctid)) + 1;
  const ctid = ctids[0] ?? readCtid((await answer(`CTID [${next}]: `)) || String(next));
  refuseTaken(ctid, next, call, siblings);
  const name = flags["name"] ?? (await answer("hostname: "));
  const templates = siblings.filter(({ definition }) => definition.is === "template");
  const known = templates.map(({ definition: { options } }) => `${options.ctid} ${options.name}`).join(", ");
  const from = flags["from"] ?? (known === "" ? "" : await answer(`cloned from (${known}; nothing for none): `));
  const parent = from === "" ? undefined : parentOf(from, siblings, known);
  const host = await hostFor(parent, flags["host"], hosts, answer);
  const isTemplate = call.flags["template"] === true || flags["snapshot"] !== undefined;
  return {
    ctid,
    name,
    ...(parent === undefined ? {} : { parent }),
    ...(host === undefined ? {} : { host }),
    ...(isTemplate ? { snapshot: flags["snapshot"] ?? `${fileStem(name)}-snapshot` } : {}),
    ...given(flags, "description", String),
    ...given(flags, "ip", String),
    ...given(flags, "gateway", String),
    ...given(flags, "mac", String),
    ...given(flags, "memory", (text) => mib(whole(text, "memory", "MiB"))),
    ...given(flags, "cores", (text) => whole(text, "cores", "cores")),
    ...given(flags, "disk", (text) => gib(whole(text, "disk", "GiB"))),
  };
}

function refuseTaken(ctid: number, next: number, { folder }: Call, siblings: readonly Sibling[]): void {
  const owner = siblings.find(({ definition }) => definition.options.ctid === ctid);
  const named = readdirSync(join(folder, "definitions")).find((name) => name.match(/^\d+/)?.[0] === String(ctid));
  const file = owner?.file ?? (named === undefined ? undefined : `definitions/${named}`);
  if (file !== undefined)
    throw new UsageError(`CTID ${ctid} is taken by ${file}; choose another one (${next} is free), or remove that file`);
}

function parentOf(word: string, siblings: readonly Sibling[], known: string): Template {
  const ctid = readCtid(word);
  const found = siblings.find(({ definition }) => definition.options.ctid === ctid)?.definition;
  if (found?.is === "template") return found;
  const what = found ? "is an application, which makes no snapshot to clone" : "is no container here";
  throw new UsageError(`--from: ${ctid} ${what}; templates are ${known === "" ? "none" : known}`);
}

/** The host that the definition has to name: none for a clone, nor where there is but one. */
async function hostFor(
  parent: Template | undefined,
  flag: string | undefined,
  hosts: readonly FleetHost[],
  answer: (question: string) => Promise<string>,
): Promise<FleetHost | undefined> {
  const names = hosts.map(({ name }) => name).join(", ");
  const only = parent === undefined ? undefined : hostOf(parent, hosts);
  const isOpen = parent === undefined && hosts.length > 1;
  const name = flag ?? (isOpen ? await answer(`host (${names}): `) : "");
  if (name === "") {
    if (isOpen) throw new UsageError(`--host: there are several hosts; give one of ${names}`);
    return undefined;
  }
  const found = hosts.find((one) => one.name === name);
  if (found === undefined) throw new UsageError(`--host: '${name}' is no host here; hosts are ${names || "none"}`);
  if (parent !== undefined && only !== found)
    throw new UsageError(`--host: a clone is on its template's host, ${only?.name ?? "which is not known"}`);
  return isOpen ? found : undefined;
}

function whole(text: string, flag: string, unit: string): number {
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw new UsageError(`--${flag} takes a whole number of ${unit}, not '${text}'`);
  return Number(text);
}

const given = <Name extends string, Value>(
  flags: Readonly<Record<string, string | undefined>>,
  name: Name,
  read: (text: string) => Value,
): { readonly [Key in Name]?: Value } => {
  const text = flags[name];
  return text === undefined ? {} : ({ [name]: read(text) } as { [Key in Name]: Value });
};
