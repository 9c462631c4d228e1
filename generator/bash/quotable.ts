/**
 * The shapes a run-time value is held against on the host before the first step: one line of text; a word of letters, digits and
 * `. _ / : @ + -`, which needs no escapes anywhere; digits; an absolute path.
 */
export type ValueFormat = "text" | "word" | "integer" | "path";

/**
 * A value that the script reads on the host when it runs. All are fetched and checked once, before the first step;
 * a missing or malformed one ends the script with 20 and names key and file.
 */
export interface RuntimeValue {
  /** Where on the host it is read. */
  readonly from: "lxc-config" | "hypervisor-config" | "environment";
  /** A key of this container's block, a dotted path, or a variable's name. */
  readonly key: string;
  /** What it has to look like; a value that does not is malformed. */
  readonly format: ValueFormat;
}

/** Text with run-time values in it, made by the {@link text} tag. */
export interface JoinedText {
  /** In order: text that is known, and values that are read. */
  readonly parts: readonly (string | RuntimeValue)[];
}

/** Text that is known now, or that is read when the script runs. */
export type Text = string | RuntimeValue | JoinedText;

/** Whether a value is read when the script runs. */
export const isRuntimeValue = (value: unknown): value is RuntimeValue =>
  typeof value === "object" && value !== null && "from" in value && "key" in value && "format" in value;

/** Whether a value was made with the {@link text} tag. */
export const isJoinedText = (value: unknown): value is JoinedText =>
  typeof value === "object" &&
  value !== null &&
  "parts" in value &&
  Array.isArray(value.parts) &&
  value.parts.every((part) => typeof part === "string" || isRuntimeValue(part));
