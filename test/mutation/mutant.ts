/** One thing taken out of a function, and what stands there instead. */
export interface Mutant {
  /** The template or source file, and the line in it. */
  readonly file: string;
  readonly line: number;
  /** The function: of a step, without its number. */
  readonly function: string;
  /** What is taken out, in one line. */
  readonly removed: string;
  readonly instead: string;
}

/** What became of one. */
export interface Outcome extends Mutant {
  readonly room: string;
  /** Undecided: its tests took too long, be it for what it does or for a slow machine. */
  readonly verdict: "noticed" | "survived" | "undecided";
  /** The test that noticed it, or those that were asked. */
  readonly by: string;
}

/** The room of a file: `templates/runtime`, `generator/rules`. */
export const roomOf = (file: string): string => file.split("/").slice(0, 2).join("/");
