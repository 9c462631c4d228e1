// @ts-check
// The same fleet for each peer: one TypeScript file a container, each with what its script is to do, as data.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Writes a project with `count` definitions and the frame of a script.
 *
 * @param {string} folder
 * @param {number} count
 * @param {string} frame a script of ours, so that what is written is as long as what we write
 */
export function writePeerFleet(folder, count, frame) {
  mkdirSync(join(folder, "definitions"), { recursive: true });
  symlinkSync(join(here, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(folder, "frame.txt"), readFileSync(frame, "utf8"));
  writeFileSync(join(folder, "container.ts"), TYPES);
  for (let i = 0; i < count; i++) writeFileSync(join(folder, "definitions", peerFile(i)), peerDefinition(i));
}

/** @param {number} i */
export const peerFile = (i) => `${1000 + i}-worker.ts`;

/** @param {number} i @param {string} [mark] */
export const peerDefinition = (i, mark = "first") => `import type { Container } from "../container.ts";

export default {
  ctid: ${1000 + i},
  name: "worker-${i}",
  memory: ${1024 * (1 + (i % 8))},
  image: "docker.io/library/redis:7.4.1",
  packages: ["ca-certificates", "curl", "htop", "jq", "rsync"],
  files: [
    { path: "/etc/motd", content: "${mark} ${i}" },
    { path: "/etc/worker.conf", content: "queue=${i % 12}" },
  ],
  commands: [{ title: "make the queue ${i}", check: "test -d /var/lib/worker", apply: "install -d /var/lib/worker" }],
} satisfies Container;
`;

const TYPES = `export interface Container {
  readonly ctid: number;
  readonly name: string;
  readonly memory: number;
  readonly image: string;
  readonly packages: readonly string[];
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly commands: readonly { readonly title: string; readonly check: string; readonly apply: string }[];
}
`;
