/** What a variable of a template may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A word of a POSIX shell that is read back as exactly this text. */
export const shellWord = (value: string): string =>
  /^[A-Za-z0-9_./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

/** The same within double quotes, and within single ones. */
export const doubleQuoted = (value: string): string => value.replace(/[\\"$`]/g, "\\$&");
export const singleQuoted = (value: string): string => value.replaceAll("'", "'\\''");

/** JSON that YAML reads alike: all that it calls not printable is written as an escape. */
export const jsonText = (value: Json): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** One word, read back as exactly this text (systemd.syntax(7), "Quoting"; systemd.service(5), "Command lines"). */
export function unitWord(value: string, command: boolean): string {
  const escaped = value
    .replaceAll("%", "%%")
    .replaceAll("$", command ? "$$$$" : "$$")
    .replace(/[\\"]/g, "\\$&")
    .replace(/\p{Cc}/gu, (character) =>
      [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
    );
  return /^[A-Za-z0-9_./:=@,+%-]+$/.test(escaped) ? escaped : `"${escaped}"`;
}

/** Whether systemd reads a setting as the words of a command line, where `$` begins a variable. */
export const isCommand = (setting: string): boolean => setting.startsWith("Exec");
