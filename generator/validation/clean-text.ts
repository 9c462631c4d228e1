/** Characters that a terminal or a reader would obey, or that nobody sees: Unicode's Cc, Cf, Zl and Zp, and lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Returns a text from elsewhere as it is safe to show on one line, by the rule of the log: `\u{202E}`; tabs and ends of lines become blanks. */
export const cleanText = (text: string): string =>
  text
    .replace(/[\t\r\n]/g, " ")
    .replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`);

const MORE = "[\\x80-\\xbf]";
const THREE = `\\xe0[\\xa0-\\xbf]|\\xed[\\x80-\\x9f]|[\\xe1-\\xec\\xee\\xef]${MORE}`;
const FOUR = `\\xf0[\\x90-\\xbf]|[\\xf1-\\xf3]${MORE}|\\xf4[\\x80-\\x8f]`;
const CHARACTER = new RegExp(
  `[\\x00-\\x7f]|[\\xc2-\\xdf]${MORE}|(?:${THREE})${MORE}|(?:${FOUR})${MORE}${MORE}|([^])`,
  "g",
);

/** Decodes bytes as UTF-8; a byte that is none becomes `\xNN`. */
export function decodeText(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes).toString("latin1");
  const utf8 = latin.replace(CHARACTER, (found, other?: string) =>
    other === undefined ? found : `\\x${other.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return Buffer.from(utf8, "latin1").toString("utf8");
}

/** Returns a clean text of at most `most` characters; a longer one ends in `…`. */
export function cutText(text: string, most: number): string {
  const characters = [...cleanText(text)];
  return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
}
