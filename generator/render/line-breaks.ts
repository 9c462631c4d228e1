/**
 * Whether a new line may begin after each of these pieces of a line but the last: outside of all quotes and expansions. Asked of lines that
 * our own templates print; how an author's Bash reads a value is told by a parser, in `bash/`.
 */
export function breaksIn(pieces: readonly string[]): boolean[] {
  const open: Frame[] = [];
  let wordBegun = false;

  /** Takes what stands first in `rest`; returns how many characters that was. */
  const step = (rest: string): number => {
    const top = open.at(-1);
    const char = rest.charAt(0);
    if (top === "#") return 1;
    if (char === "\\" && top !== "'") return word(2);
    if (top === "'" || top === ANSI) return top.endsWith(char) ? close(1) : 1;
    if (char === "`") return top === "`" ? close(1) : enter("`", 1);
    if (rest.startsWith("$((")) return enter("))", 3);
    if (rest.startsWith("$(")) return enter(")", 2);
    if (rest.startsWith("${")) return enter("}", 2);
    if (char === '"') return top === '"' ? close(1) : enter('"', 1);
    if (top === '"') return 1;
    if (rest.startsWith(ANSI)) return enter(ANSI, 2);
    if (char === "'") return enter("'", 1);
    if (top !== undefined && rest.startsWith(top)) return close(top.length);
    if (top === "))" || top === "}" || top === "`") return 1;
    if (!wordBegun && rest.startsWith("((")) return enter("))", 2);
    if (char === "#" && !wordBegun) return enter("#", 1);
    if (char === "(") return enter(")", 1);
    if (!/[\s;&|<>)]/.test(char)) return word(1);
    wordBegun = false;
    return 1;
  };
  const word = (length: number): number => {
    wordBegun = true;
    return length;
  };
  const enter = (frame: Frame, length: number): number => {
    open.push(frame);
    wordBegun = false;
    return length;
  };
  const close = (length: number): number => {
    open.pop();
    return word(length);
  };

  return pieces.slice(0, -1).map((piece) => {
    for (let at = 0; at < piece.length; ) at += step(piece.slice(at));
    const top = open.at(-1);
    wordBegun = true;
    return top === undefined || top === ")";
  });
}

/** What closes a construct that is open. */
type Frame = ")" | "))" | "}" | "`" | '"' | "'" | "$'" | "#";

/** Quotes in which a backslash escapes. */
const ANSI = "$'";
