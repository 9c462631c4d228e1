import type { Step } from "../../generator/dsl/step.ts";

/** An open text field of a kind, and how a text in it is seen again after the step's function has run. */
export interface Field {
  readonly kind: string;
  readonly field: string;
  /** The step with the text in that field; `unique` is a new word for each text. */
  readonly step: (text: string, unique: string) => Step;
  /** Which function is called. Default `apply`. */
  readonly part?: "check" | "apply" | "verify";
  /** Bash before, as in a case. */
  readonly world?: string | ((text: string, unique: string) => string);
  /** Bash that is true when the text, in `$expected`, came back; see `inside/property.bash`. */
  readonly see: string | ((unique: string) => string);
  /** What the text is turned into before it is used, to fit the field; what comes back is this. */
  readonly fit?: (text: string) => string;
  readonly hostFile?: string;
  readonly needs?: readonly string[];
}

/** Text within one line, as some fields demand. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, "·");

/** Text without white space, as in an address. */
export const oneWord = (text: string): string => text.replace(/[\s\p{C}#]/gu, "·");

/** Text that cannot lead out of a folder. */
export const inFolder = (text: string): string => text.replaceAll("/", "÷");

/** Text as Bash's $(…) gives it back: without newlines at its end. */
export const noLastLines = (text: string): string => text.replace(/\n+$/, "");
