import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

/** Every `.ts` file directly in `definitions/`, as `definitions/<name>`, sorted. What stands deeper only shares pieces. */
export const definitionFiles = (folder: string): string[] =>
  readdirSync(join(folder, "definitions"), { withFileTypes: true })
    .filter(named)
    .map(({ name }) => `definitions/${name}`)
    .sort();

/** Editors lay links that lead nowhere, such as `.#910-portainer.ts`, beside files that are being changed. */
const named = ({ name }: Dirent): boolean => name.endsWith(".ts") && !name.endsWith(".d.ts") && !name.startsWith(".");
