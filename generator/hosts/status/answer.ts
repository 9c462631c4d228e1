import { decodeText } from "../../validation/clean-text.ts";
import type { FoundLink, FoundRecord, FoundScript, HostFacts } from "./host-facts.ts";

/** What a host said: all of it; or that no usable answer came. */
export type Answer =
  | { readonly is: "facts"; readonly facts: HostFacts }
  /** It has no Perl. */
  | { readonly is: "lacks"; readonly program: string }
  /** No answer, or one that was cut off. */
  | { readonly is: "cut off" };

/** Fields of one line. */
type Fields = readonly Buffer[];

/**
 * Reads the answer of `templates/deploy/status.sh.hbs`. What files hold is encoded, so that nothing in them can pass for a line of it. Never
 * throws.
 *
 * @param lines without the word that each begins with
 */
export function readAnswer(lines: readonly string[]): Answer {
  const rows = lines.map((line) => line.split(" "));
  const lacking = rows.find(([key]) => key === "lacks");
  if (lacking !== undefined) return { is: "lacks", program: decoded(lacking[1]).toString() };
  const [last] = rows.slice(-1);
  if (last?.[0] !== "end" || last[1] !== String(rows.length - 1)) return { is: "cut off" };
  const byKey = new Map<string, Fields[]>();
  for (const [key = "", ...fields] of rows.slice(0, -1)) {
    const list = byKey.get(key) ?? [];
    list.push(fields.map(decoded));
    byKey.set(key, list);
  }
  return byKey.has("host") ? { is: "facts", facts: factsOf((key) => byKey.get(key) ?? []) } : { is: "cut off" };
}

const decoded = (field: string | undefined): Buffer =>
  field === undefined || field === "-" ? Buffer.alloc(0) : Buffer.from(field, "base64");

const texts = (fields: Fields | undefined): readonly string[] => (fields ?? []).map((field) => decodeText(field));
const number = (text: string | undefined): number => (/^-?\d{1,10}$/.test(text ?? "") ? Number(text) : -1);

function factsOf(all: (key: string) => readonly Fields[]): HostFacts {
  const first = (key: string): readonly string[] => texts(all(key)[0]);
  const [uid, user = "", sudo = "", bash = "", pveContainer = "", boot = "", node = ""] = first("host");
  const [pctEnded, pctSaid = ""] = first("pct");
  const runs = new Map<number, FoundRecord>();
  const checks = new Map<number, FoundRecord>();
  for (const fields of all("record")) {
    const [ctid, name = "", unread = "", , pid = "", processStart = ""] = texts(fields);
    const kept = name.endsWith(".check.json") ? checks : runs;
    kept.set(number(ctid), { unread, bytes: fields[3] ?? Buffer.alloc(0), pid, processStart });
  }
  return {
    uid: number(uid),
    user,
    hasSudo: sudo !== "",
    bash,
    pveContainer,
    boot: boot.trim(),
    node,
    missingPrograms: all("program")
      .map(texts)
      .flatMap(([name = "", path = ""]) => (path === "" ? [name] : [])),
    folder: first("folder")[0] ?? "unreadable",
    scripts: new Map(all("script").map(scriptOf)),
    links: new Map(all("link").map(texts).map(linkOf)),
    containers: first("containers")[0] ?? "unreadable",
    configs: new Map(
      all("container").map((fields) => {
        const [ctid, unread = ""] = texts(fields.slice(0, 2));
        return [number(ctid), { unread, bytes: fields[2] ?? Buffer.alloc(0) }];
      }),
    ),
    elsewhere: new Map(
      all("elsewhere")
        .map(texts)
        .map(([ctid, on = "", kind]) => [number(ctid), { node: on, isMachine: kind !== "lxc" }]),
    ),
    pct: pctEnded === undefined ? undefined : { exit: number(pctEnded), said: pctSaid },
    records: (first("records")[0] ?? "unreadable").replace("missing", ""),
    runs,
    checks,
    held: new Map(
      all("held")
        .map(texts)
        .map(([ctid, pid = ""]) => [number(ctid), pid]),
    ),
    paths: new Map(
      all("path")
        .map(texts)
        .map(([path = "", kind = "", readable]) => [path, { kind, readable: readable === "readable" }]),
    ),
  };
}

const KINDS = ["file", "folder", "link", "device"] as const;
const kindOf = (text: string | undefined): FoundScript["kind"] => KINDS.find((kind) => kind === text) ?? "other";

function scriptOf(fields: Fields): [string, FoundScript] {
  const [name = "", kind, mode = "", uid, gid, target = "", unread = "", sha256 = "", , bodySha256 = ""] =
    texts(fields);
  const head = fields[8] ?? Buffer.alloc(0);
  return [
    name,
    { kind: kindOf(kind), mode, uid: number(uid), gid: number(gid), target, unread, sha256, head, bodySha256 },
  ];
}

const linkOf = ([, ctid, kind, target = ""]: readonly string[]): [number, FoundLink] => [
  number(ctid),
  { kind: kindOf(kind), target },
];
