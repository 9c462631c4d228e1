import { isSecretName, namesSecret } from "../../rules/clear-secrets.ts";

const MOST = 160;

/** Text from a file as it may stand in a comment or a message: on one line, without what a terminal or an editor obeys. */
export function shown(text: string): string {
  const visible = text
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu,
      (one) => `\\u{${one.codePointAt(0)?.toString(16).toUpperCase()}}`,
    )
    .trim();
  return visible.length > MOST ? `${[...visible].slice(0, MOST).join("")}…` : visible;
}

/** A name before its value, after whatever sign: Proxmox joins with commas, and others with what they like. */
const NAMED = /([A-Za-z_][\w.-]*)["']?\s*[=:](?=\s*\S)/g;
/** A password in an address. */
const CREDENTIALS = /:\/\/[^\s/@]*:[^\s/@]+@/;

/** Whether a setting, or something in its value, is called like a secret. Rather once too often: what is left out stays on the host. */
export const holdsSecret = (name: string, value: string): boolean =>
  isSecretName(name) ||
  namesSecret(value) ||
  CREDENTIALS.test(value) ||
  [...value.matchAll(NAMED)].some(([, called = ""]) => isSecretName(called));

/** A line that cannot be read as a setting, as it may be quoted. */
export const quotedLine = (line: string): string =>
  holdsSecret("", line) ? "the line" : `'${shown([...line].slice(0, 60).join(""))}'`;

/** What stands in the place of a value that is not shown. */
export const LOOKS_SECRET = "(its value looks like a secret)";

/** A setting as it may be shown: of a secret, the name alone. */
export const setting = (name: string, value: string, joint = ": "): string =>
  holdsSecret(name, value) ? `${shown(name)} ${LOOKS_SECRET}` : shown(`${name}${joint}${value}`);

/** A secret's name as a variable of the script's run, such as `CT910_ADMIN_PASSWORD`: capitals, digits and `_`, the CTID before it. */
export const variableFor = (ctid: number, name: string): string =>
  `CT${ctid}_${
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 60) || "SECRET"
  }`;
