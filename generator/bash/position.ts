/** Where in Bash source an interpolation stands. Only at `word` is a quoted word read as just that. */
export type Position =
  | "word"
  | "double quotes"
  | "single quotes"
  | "a comment"
  | "a here-document"
  | "arithmetic"
  | "a pattern"
  | "a parameter expansion"
  | "backquotes";

type Frame = { readonly kind: Position | "(" | "[["; readonly close: string };

/** How quotes in which a backslash escapes are told from those in which it does not. */
const ANSI = "$'";

/** The position of the gap after each literal but the last; a gap itself counts as one plain word. */
export function positions(literals: readonly string[]): Position[] {
  const scanner = new Scanner();
  return literals.slice(0, -1).map((literal) => {
    scanner.read(literal);
    const position = scanner.position();
    scanner.passWord();
    return position;
  });
}

/** Reads Bash left to right and keeps the constructs that are open. Knows no more of the grammar than that takes. */
class Scanner {
  private readonly open: Frame[] = [];
  private wordBegun = false;
  private patternNext = false;
  private hereDocuments: string[] = [];
  private inHereDocument = false;
  private line = "";

  position(): Position {
    if (this.inHereDocument) return "a here-document";
    const top = this.open.at(-1)?.kind;
    if (top !== undefined && top !== "(" && top !== "[[") return top;
    if (top === "[[" && this.patternNext) return "a pattern";
    return "word";
  }

  passWord(): void {
    this.wordBegun = true;
    this.line += "x";
  }

  read(text: string): void {
    for (let at = 0; at < text.length; ) at += this.step(text.slice(at));
  }

  /** Takes what stands first in `rest`; returns how many characters that was. */
  private step(rest: string): number {
    const char = rest.charAt(0);
    if (this.inHereDocument) return this.hereDocumentLine(rest);
    this.line = char === "\n" ? "" : this.line + char;
    const top = this.open.at(-1)?.kind;
    if (top === "a comment") {
      if (char === "\n") this.close();
      return char === "\n" ? this.newline() : 1;
    }
    if (top === "single quotes" && char === "\\" && this.open.at(-1)?.close === ANSI) return 2;
    if (top === "single quotes") return this.closeAt(char, "'");
    if (char === "\\") return this.word(2);
    if (top === "double quotes" && char === '"') return this.closeAt(char, '"');
    if (char === "`") return top === "backquotes" ? this.closeAt(char, "`") : this.enter("backquotes", "`", 1);
    if (rest.startsWith("$((")) return this.enter("arithmetic", "))", 3);
    if (rest.startsWith("$(")) return this.enter("(", ")", 2);
    if (rest.startsWith("${")) return this.enter("a parameter expansion", "}", 2);
    if (top === "double quotes") return 1;
    if (char === '"') return this.enter("double quotes", '"', 1);
    if (rest.startsWith("$'")) return this.enter("single quotes", ANSI, 2);
    if (char === "'") return this.enter("single quotes", "'", 1);
    const close = this.open.at(-1)?.close;
    if (close !== undefined && rest.startsWith(close) && (close !== "]]" || !this.wordBegun)) {
      this.close();
      return this.word(close.length);
    }
    if (top === "arithmetic" || top === "a parameter expansion" || top === "backquotes") return 1;
    return this.command(rest, char);
  }

  /** Outside all quotes and expansions. */
  private command(rest: string, char: string): number {
    if (!this.wordBegun && rest.startsWith("((")) return this.enter("arithmetic", "))", 2);
    if (!this.wordBegun && /^\[\[\s/.test(rest)) return this.enter("[[", "]]", 2);
    const operator = /^(=~|==|!=|=)\s/.exec(rest);
    if (this.open.at(-1)?.kind === "[[" && operator && !this.wordBegun) {
      this.patternNext = true;
      return (operator[1] ?? "").length;
    }
    const here = /^<<-?\s*(["'\\]?)([A-Za-z_]\w*)\1/.exec(rest);
    if (here && !rest.startsWith("<<<")) {
      this.hereDocuments.push(here[2] ?? "");
      return this.word(here[0].length);
    }
    if (char === "#" && !this.wordBegun) return this.enter("a comment", "\n", 1);
    if (char === "(") return this.enter("(", ")", 1);
    if (char === "\n") return this.newline();
    if (/[\s;&|<>)]/.test(char)) {
      if (this.wordBegun || /[&|]/.test(char)) this.patternNext = this.patternNext && !this.wordBegun;
      this.wordBegun = false;
      return rest.startsWith("<<<") ? 3 : 1;
    }
    return this.word(1);
  }

  private word(length: number): number {
    this.wordBegun = true;
    return length;
  }

  private enter(kind: Frame["kind"], close: string, length: number): number {
    this.open.push({ kind, close });
    this.wordBegun = false;
    if (kind === "[[") this.patternNext = false;
    return length;
  }

  private close(): void {
    this.open.pop();
    this.wordBegun = true;
  }

  private closeAt(char: string, closing: string): number {
    if (char === closing) this.close();
    return 1;
  }

  private newline(): number {
    this.wordBegun = false;
    this.line = "";
    this.inHereDocument = this.hereDocuments.length > 0;
    return 1;
  }

  private hereDocumentLine(rest: string): number {
    const end = rest.indexOf("\n");
    const taken = end < 0 ? rest : rest.slice(0, end);
    this.line += taken;
    if (end < 0) return rest.length;
    if (this.line.replace(/^\t+/, "") === this.hereDocuments[0]) this.hereDocuments.shift();
    this.line = "";
    this.inHereDocument = this.hereDocuments.length > 0;
    return end + 1;
  }
}
