import { sshError } from "../ssh/error.ts";
import type { Deployed } from "./deploy-to-host.ts";

/** What is wrong on a host, and what to do about it. */
const REASONS: Readonly<Record<string, (words: string, to: string) => string>> = {
  link: (path) =>
    `${path} is a link, and scripts that root runs are not put behind one; fix: name the real folder in \`scriptFolder\``,
  "no-folder": (path, to) => `there is no folder ${path}; fix: ssh ${to} mkdir -p ${path}`,
  "not-a-folder": (path) => `${path} is not a folder; fix: move it elsewhere, or mend \`scriptFolder\``,
  "no-tool": (tool) =>
    `there is no ${tool}${tool === "pct" ? ": is this a Proxmox VE host?" : "; fix: install it there"}`,
  unreadable: (path) => `${path} cannot be opened`,
  busy: () => "another deploy is at work there; try again once it has ended",
  unwritable: (words) => `the folder cannot be written: ${words}`,
  unpack: (words) => `the scripts could not be unpacked there: ${words}`,
};

/** Returns why nothing was changed on a host, or what is not known, in words; undefined if it went well. */
export function reasonOf({ outcome, answer, refusal, files, links }: Deployed, to: string): string | undefined {
  if (outcome === "unknown")
    return `${to}: all was sent, and the connection was lost before an answer came; fix: phoenix-setup status says what lies there`;
  if (outcome === "failed") return `${sshError(to, answer).message}\nNothing was changed.`;
  if (outcome !== "refused" || refusal === undefined) return undefined;
  if (refusal.reason !== "in-the-way") {
    const words =
      REASONS[refusal.reason]?.(refusal.words, to) ?? `the host's answer is not understood: ${refusal.reason}`;
    const said = answer.stderr.trimEnd();
    return [`${to}: ${words}`, ...(said === "" ? [] : [said])].join("\n");
  }
  const lines = [
    ...files.flatMap(({ name, state }) => (IN_THE_WAY[state] === undefined ? [] : [`${name} ${IN_THE_WAY[state]}`])),
    ...links.flatMap(({ link, state }) =>
      LINK_IN_THE_WAY[state] === undefined ? [] : [`${link} ${LINK_IN_THE_WAY[state]}`],
    ),
  ];
  return [`${to}: nothing was changed:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

const IN_THE_WAY: Readonly<Record<string, string>> = {
  edited: "was edited by hand there; --diff shows it, --force replaces it and keeps it as .previous",
  foreign: "was not made by phoenix-setup; --force replaces it and keeps it as .previous",
  "in-the-way": "is not a file there; move it elsewhere",
  unreadable: "cannot be read there",
};
const LINK_IN_THE_WAY: Readonly<Record<string, string>> = {
  other: "is a link that leads elsewhere; --force replaces it",
  "in-the-way": "is there, and not a link; move it elsewhere",
};

/** Whether only --force, or somebody's own hand, helps: a finding, and not a failure. */
export const isFinding = ({ refusal, files, links }: Deployed): boolean =>
  refusal?.reason === "in-the-way" &&
  files.every(({ state }) => state !== "in-the-way" && state !== "unreadable") &&
  links.every(({ state }) => state !== "in-the-way");
