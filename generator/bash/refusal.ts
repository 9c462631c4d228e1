/** Where in Bash source a value stands. Only at `word` is a quoted word read as just that. */
export type Position =
  | "word"
  | "double quotes"
  | "single quotes"
  | "a comment"
  | "a here-document"
  | "arithmetic"
  | "a pattern"
  | "a parameter expansion"
  | "backquotes"
  | "a brace expansion"
  | "a name"
  | "a program"
  | "nothing that can be told";

/** Why a value cannot stand where it does: the rest of a sentence that begins with "a value that", and what to write instead. */
export interface Refusal {
  readonly position: Position;
  readonly says: string;
  readonly fix: string;
}

/** How a value gets to where it cannot stand itself. */
export const BY_VARIABLE = 'write x=${…} first, then "$x"';

/** The same hint for a Handlebars template. */
export const fixInTemplate = (fix: string): string => fix.replaceAll("${…}", "{{…}}");

/** A value inside a construct in which quotes are no quotes, or mean something else. */
export const inside = (position: Position, fix = BY_VARIABLE): Refusal => ({
  position,
  says: `stands inside ${position}`,
  fix,
});

const AS_A_WORD = "put it where a word may stand: it is quoted for you";
export const IN_QUOTES: Readonly<Record<"double quotes" | "single quotes", Refusal>> = {
  "double quotes": inside("double quotes", AS_A_WORD),
  "single quotes": inside("single quotes", AS_A_WORD),
};

export const PATTERN = inside("a pattern");
export const ARITHMETIC = inside(
  "arithmetic",
  "Bash would evaluate it again: write x=${…} first, hold it against ^[0-9]+$, then use $((10#$x))",
);
export const HERE_DOCUMENT = inside(
  "a here-document",
  `nothing is quoted there: printf '%s\\n' \${…} prints it; or ${BY_VARIABLE} with a delimiter that is not quoted`,
);

/** A value that Bash, or another program, reads as a name. */
export const nameOf = (reader: string): Refusal => ({
  position: "a name",
  says: `is read as a name by ${reader}, which evaluates what stands in it`,
  fix: "write the name itself; a value gets into a variable with x=${…}",
});

/** A value that is read as a program, or as a part of one. */
export const programOf = (reader: string, fix: string): Refusal => ({
  position: "a program",
  says: `is read as a program by ${reader}`,
  fix,
});

/** A value next to something that changes how it is read. */
export const touching = (what: string, fix: string = BY_VARIABLE): Refusal => ({
  position: "nothing that can be told",
  says: what,
  fix,
});

/** Whatever the parser or these tables cannot tell is no place for a value. */
export const unknown = (why: string): Refusal => ({
  position: "nothing that can be told",
  says: `stands where it cannot be told how Bash reads it: ${why}`,
  fix: BY_VARIABLE,
});
