/** Stands between what is wrong and what to do: a separator of no text that a person writes. */
const SEPARATOR = "\u001f";

/** A schema's message that says what is wrong with a value, to follow its name, and what to do about it. Schemas carry nothing but text. */
export const withFix = (message: string, fix: string): string => `${message}${SEPARATOR}${fix}`;

/** The two parts of a message; one that was not made by {@link withFix} has no fix. */
export function readFix(text: string): { readonly message: string; readonly fix: string | undefined } {
  const at = text.indexOf(SEPARATOR);
  return at < 0 ? { message: text, fix: undefined } : { message: text.slice(0, at), fix: text.slice(at + 1) };
}
