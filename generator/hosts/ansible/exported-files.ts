import texts from "phoenix-setup:ansible";
import { EXIT_CODES } from "../../contract/exit-codes.ts";
import { RUN_RECORD_VERSION, RUN_RECORDS } from "../../contract/run-record.ts";
import type { ExportedFile } from "../../files/export-folder.ts";
import { BugError } from "../../validation/failures.ts";
import type { ExportedContainer, ExportedNode } from "./container.ts";
import { containerGroups, containerHosts, nodesInventory } from "./inventory.ts";
import { yamlLines } from "./yaml.ts";

/** Where a collection stands beside a playbook. */
const COLLECTION = "collections/ansible_collections/phoenix_setup/containers";

/** Returns all files of the export, in the order of their paths. */
export function exportedFiles(containers: readonly ExportedContainer[]): ExportedFile[] {
  const nodes = [...new Map(containers.map(({ node }) => [node.name, node])).values()];
  const files: ExportedFile[] = [
    ...collectionFiles(),
    { path: "README.md", text: readme(containers, nodes) },
    { path: "playbook.yml", text: filled("playbook.yml", { ROUNDS: rounds(containers) }) },
    { path: "inventory/containers.yml", text: containersText(containers) },
    ...containers.map(({ script: { name, text } }) => ({ path: `scripts/${name}`, text, executable: true })),
    { path: "inventory/nodes.yml", text: nodesText(nodes), once: true },
    { path: "ansible.cfg", text: textOf("ansible.cfg"), once: true },
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function collectionFiles(): ExportedFile[] {
  return Object.keys(texts)
    .filter((name) => name.startsWith("collection/"))
    .map((name) => ({
      path: `${COLLECTION}/${name.replace("collection/", "")}`,
      text: name.endsWith("/contract.py") ? filled(name, { CONTRACT: contractText() }) : textOf(name),
    }));
}

const containersText = (containers: readonly ExportedContainer[]): string =>
  filled("inventory/containers.yml", {
    CONTAINERS: yamlLines(containerHosts(containers), 4).join("\n"),
    GROUPS: yamlLines(containerGroups(containers), 0).join("\n"),
  });

const nodesText = (nodes: readonly ExportedNode[]): string =>
  filled("inventory/nodes.yml", { NODES: yamlLines(nodesInventory(nodes), 4).join("\n") });

/** The role once for each round: what containers need comes before them. */
function rounds(containers: readonly ExportedContainer[]): string {
  const last = Math.max(0, ...containers.map(({ round }) => round));
  return Array.from({ length: last + 1 }, (_, round) => {
    const title = round === 0 ? "Containers that need no other" : `Containers that need one of round ${round - 1}`;
    return filled("round.yml", { TITLE: title, ROUND: String(round) }).trimEnd();
  }).join("\n\n");
}

/** The table of exit codes and the record's place and version, as Python. */
function contractText(): string {
  return [
    ...EXIT_CODES.map(({ name, code }) => `${name} = ${code}`),
    "",
    "EXIT_CODES = {",
    ...EXIT_CODES.map(({ name, meaning }) => `    ${name}: ${JSON.stringify(meaning)},`),
    "}",
    "",
    `RECORDS = ${JSON.stringify(RUN_RECORDS)}`,
    `RECORD_VERSION = ${RUN_RECORD_VERSION}`,
  ].join("\n");
}

function readme(containers: readonly ExportedContainer[], nodes: readonly ExportedNode[]): string {
  const [first] = containers;
  return filled("README.md", {
    EXAMPLE: String(first?.ctid ?? 900),
    NODE: nodes[0]?.name ?? "pve1",
    SSH: nodes[0]?.ssh ?? `root@${nodes[0]?.name ?? "pve1"}`,
    GROUP: nodes[0]?.group ?? "phoenix_on_pve1",
    EXIT_CODES: EXIT_CODES.map(({ code, meaning }) => `| ${code} | ${meaning} | ${outcome(code)} |`).join("\n"),
  });
}

/** What a play makes of an exit code. */
function outcome(code: number): string {
  if (code === 0) return "*ok*, or *changed* if a step changed something or the script started the container";
  if (code === 10) return "*changed*";
  if (code === 11) return "*changed*, with a warning";
  return [24, 25].includes(code) ? "*failed*: busy" : "*failed*";
}

/** A file with what is put in for each `@@NAME@@`; values are put in as they are. */
function filled(name: string, values: Readonly<Record<string, string>>): string {
  return textOf(name).replace(/@@([A-Z_]+)@@/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new BugError(`templates/ansible/${name} names @@${key}@@, which has no value`);
    return value;
  });
}

function textOf(name: string): string {
  const text = texts[name];
  if (text === undefined) throw new BugError(`there is no templates/ansible/${name}`);
  return text;
}
