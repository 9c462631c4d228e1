import { posix } from "node:path";
import { fileStem } from "../../scaffold/file-stem.ts";

/** The name under which a new template's file is imported: `base-template-docker` is `baseTemplateDocker`, `web` is `webTemplate`. */
export function importNameOf(file: string): string {
  const words = posix
    .basename(file, ".ts")
    .replace(/^\d+-/, "")
    .split("-")
    .filter((word) => word !== "");
  const name = words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  // No word of the language and nothing that phoenix-setup exports has more letters before or after these.
  const told = /.template|template./i.test(name) ? name : `${name === "template" ? "parent" : name}Template`;
  return /^[a-z]/.test(told) ? told : `parent${told.charAt(0).toUpperCase()}${told.slice(1)}`;
}

/** The file of a container's definition. */
export const definitionFileOf = (ctid: number, name: string): string => `definitions/${ctid}-${fileStem(name)}.ts`;
