import { type Finding, finding } from "../../validation/finding.ts";
import type { Place } from "../../validation/problem.ts";
import { quotedLine } from "./shown.ts";

/** One line `key: value` of a container's configuration. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly place: Place;
}

/** The settings of a container as it is, or of one of its snapshots. */
export interface Section {
  /** Name of the snapshot; undefined for the container as it is. */
  readonly snapshot: string | undefined;
  readonly place: Place;
  readonly settings: Setting[];
  /** Lines of its description, decoded; empty if it has none. */
  readonly description: string[];
}

/** A container's configuration, line by line. The first section is the container as it is. */
export interface ConfLines {
  readonly sections: readonly Section[];
  readonly findings: readonly Finding[];
}

const FORMS = {
  section: /^\[([A-Za-z][A-Za-z0-9_-]+|pve:pending)\]\s*$/i,
  raw: /^(lxc\.[a-z0-9_.-]+)\s*[:=]\s*(.*?)\s*$/,
  setting: /^([a-z][a-z_-]*\d*):\s*(.+?)\s*$/,
};

/** Reads the lines of a file of `/etc/pve/lxc`, or of what `pct config` printed, as Proxmox does, but strictly. */
export function confLines(text: string, file: string): ConfLines {
  const findings: Finding[] = [];
  const wrong = (code: "D413" | "D416", message: string, fix: string, line: number): void =>
    void findings.push(finding(code, message, fix, { file, line, column: 1 }));
  let section = newSection(undefined, { file, line: 1, column: 1 });
  const sections = [section];
  const crlf = text.split("\n").findIndex((line) => line.endsWith("\r"));
  if (crlf >= 0) {
    wrong(
      "D413",
      "the line ends with CR LF, which Proxmox does not write",
      "take the file from the host as it is",
      crlf + 1,
    );
    return { sections, findings };
  }
  for (const [i, line] of text.split("\n").entries()) {
    const place = { file, line: i + 1, column: 1 };
    const [, name] = FORMS.section.exec(line) ?? [];
    const [, key, value = ""] = FORMS.raw.exec(line) ?? FORMS.setting.exec(line) ?? [];
    if (line.trim() === "") continue;
    if (line.startsWith("#")) section.description.push(decoded(line.slice(1)));
    else if (name !== undefined) {
      section = newSection(name.toLowerCase() === "pve:pending" ? "pve:pending" : name, place);
      if (sections.some(({ snapshot }) => snapshot === section.snapshot))
        wrong("D413", `the section [${name}] stands twice`, "take the file from the host as it is", place.line);
      sections.push(section);
    } else if (key === undefined)
      wrong(
        "D413",
        `${quotedLine(line)} is not a setting`,
        "give `key: value` lines, as Proxmox writes them",
        place.line,
      );
    else if (section.snapshot === "pve:pending")
      wrong(
        "D416",
        `a change of '${key}' is pending`,
        "restart the container, or take it back with pct set --revert",
        place.line,
      );
    else if (!key.startsWith("lxc.") && section.settings.some((one) => one.key === key))
      wrong("D413", `'${key}' stands twice`, "remove the line that does not count", place.line);
    else if (key === "description") section.description.push(...decoded(value).split("\n"));
    else section.settings.push({ key, value, place });
  }
  if (findings.length === 0 && sections[0]?.settings.length === 0)
    wrong("D413", "no setting of a container", "give a file of /etc/pve/lxc, or what pct config printed", 1);
  return { sections, findings };
}

const newSection = (snapshot: string | undefined, place: Place): Section => ({
  snapshot,
  place,
  settings: [],
  description: [],
});

/** Descriptions are stored with `%XX` for bytes that are not plain. */
function decoded(text: string): string {
  const bytes = text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const buffer = Buffer.from(run.replaceAll("%", ""), "hex");
    return buffer.toString("utf8");
  });
  return bytes;
}

/** Parts `key=value`, joined by commas; the first may be a value alone. Undefined if a part says nothing, or one stands twice. */
export function partsOf(value: string, first?: string): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const [i, part] of value.split(",").entries()) {
    const [, key = "", said = ""] =
      /^([a-z0-9_-]+)=(.*)$/s.exec(part) ?? (i === 0 && first !== undefined ? ["", first, part] : []);
    if (key === "" || parts.has(key)) return undefined;
    parts.set(key, said);
  }
  return parts;
}

/** A size as Proxmox writes it, `128G`, in MiB; undefined if it is none, or not whole MiB. */
export function mebibytes(text: string | undefined): number | undefined {
  const [, number, unit = ""] = /^(\d{1,15})([KMGT]?)$/.exec(text ?? "") ?? [];
  if (number === undefined) return undefined;
  const mib =
    (Number(number) * { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }[unit as "" | "K"]) / 1024 ** 2;
  return Number.isInteger(mib) ? mib : undefined;
}
