/**
 * Ways in which code could keep something for later: what one definition leaves behind in a file that another one imports would be missing if
 * only one of them were evaluated. Told from the text alone, so it is looked for wide enough: what matches need not be one, but what does not
 * match is none. Constants, functions of their arguments, copies with `...`, `map` and `filter` match nothing.
 */
const SIGNS: readonly RegExp[] = [
  // Variables that can be assigned; those of a loop end with it. `/var/lib` is no variable.
  /(?<!\bfor\s*\(\s*)\b(?:let|var)\s+[\p{L}_$[{]/u,
  // A property or an element is assigned, counted up or down, or removed.
  /[\p{L}\p{N}_$)\]]\s*(?:\.\s*#?[\p{L}_$][\p{L}\p{N}_$]*|\[[^\]]*\])\s*(?:[-+*/%&|^?<>]{0,4}=(?![=>])|\+\+|--)/u,
  /(?:\+\+|--)\s*[\p{L}_$][\p{L}\p{N}_$]*\s*[.[]/u,
  /\bdelete\s/,
  /\bfor\s*\(\s*(?!const\b|let\b|var\b|await\b)/,
  // Methods that change what they are called on, and functions that reach deeper.
  /\.\s*(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set\w*|add|delete|clear|next|throw|return|test|exec|call|apply|bind|define\w+|assign|freeze|seal|prevent\w+)\s*(?:\?\.)?\s*\(/,
  /\]\s*(?:\?\.)?\s*\(/,
  /\b(?:assign|defineProperty|defineProperties|setPrototypeOf|eval|Function|constructor)\s*\(/,
  /\.\s*constructor\b|\b(?:__proto__|prototype|namespace)\b/,
  /=\s*(?:Object|Array|Map|Set|Reflect|globalThis|global)\s*[;,\n]/,
  // What can be gone through only once.
  /(?<!\bObject)\.\s*(?:values|keys|entries|matchAll)\s*\(|\bSymbol\b|\bfunction\s*\*|^\s*(?:static\s+)?\*\s*[#\p{L}_$[][^\n]*\{/mu,
  // Letters written as numbers.
  /\\u/,
  // A regular expression that remembers where it was.
  /\/[dgimsuv]*y[dgimsuv]*(?![\p{L}\p{N}_/-])/u,
];

/** Names that are declared without `const`, and can be given another meaning. */
const DECLARED = /\b(?:function\s*\*?|class)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu;

/** Whether code might keep something that other code sees; JSON and plain text cannot. */
export function mayKeepState(file: string, text: string): boolean {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return false;
  // A destructuring declaration looks like an assignment to its parts.
  const code = text.replace(/\bconst\s*(?:\{[^{}]*\}|\[[^[\]]*\])\s*(?::[^=]*)?=/g, "const _ =");
  if (/[}\]]\s*=(?![=>])/.test(code) || SIGNS.some((sign) => sign.test(code))) return true;
  return [...code.matchAll(DECLARED)].some(([, name = ""]) =>
    new RegExp(`(?<![\\p{L}\\p{N}_$.])${name.replaceAll("$", "\\$")}\\s*[-+*/%&|^?<>]{0,4}=(?![=>])`, "u").test(code),
  );
}
