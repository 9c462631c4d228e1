import * as z from "zod";
import type { JoinedText, RuntimeValue, Text, ValueFormat } from "../bash/quotable.ts";
import { withFix } from "../validation/with-fix.ts";

export {
  isJoinedText,
  isRuntimeValue,
  type JoinedText,
  type RuntimeValue,
  type Text,
  type ValueFormat,
} from "../bash/quotable.ts";

/** Kept out of sight of everything that looks at the data: a run-time value has no text yet, so forgetting the `text` tag is an error. */
function runtime(value: RuntimeValue): RuntimeValue {
  const refuse = (): never => {
    throw new Error(`${value.key} is read when the script runs; put it into text with the tag: text\`… \${…} …\``);
  };
  return Object.freeze(Object.defineProperty(value, "toString", { value: refuse, enumerable: false }));
}

/**
 * The value of `key` in this container's block of `phoenix_lxc_configs.json`.
 *
 * @param key a key of that block
 * @param format what it has to look like, or else the script ends with 20 before its first step: one line of `"text"`; a `"word"` of
 *   letters, digits and `. _ / : @ + -`; an `"integer"`; an absolute `"path"`. Default `"text"`.
 *
 * @example
 * file.content({ path: "/etc/app/model", content: lxcConfig("vllm_model") })
 */
export const lxcConfig = (key: string, format: ValueFormat = "text"): RuntimeValue =>
  runtime({ from: "lxc-config", key, format });

/**
 * The value at the dotted path `key` in `phoenix_hypervisor_config.json`, such as `core_paths.hf_token_file`.
 *
 * @param key keys joined by dots
 * @param format what it has to look like, or else the script ends with 20 before its first step: one line of `"text"`; a `"word"` of
 *   letters, digits and `. _ / : @ + -`; an `"integer"`; an absolute `"path"`. Default `"text"`.
 *
 * @example
 * file.fromHost({ path: "/etc/app/token", source: hypervisorConfig("core_paths.app_token_file", "path") })
 */
export const hypervisorConfig = (key: string, format: ValueFormat = "text"): RuntimeValue =>
  runtime({ from: "hypervisor-config", key, format });

/**
 * The environment variable `name` of the script's run.
 *
 * @param name letters, digits and `_`
 * @param format what it has to look like, or else the script ends with 20 before its first step: one line of `"text"`; a `"word"` of
 *   letters, digits and `. _ / : @ + -`; an `"integer"`; an absolute `"path"`. Default `"text"`.
 *
 * @example
 * command({ title: "show the stage", apply: sh`printf '%s\n' ${env("STAGE", "word")} >/etc/stage` })
 */
export const env = (name: string, format: ValueFormat = "text"): RuntimeValue =>
  runtime({ from: "environment", key: name, format });

/**
 * Joins literals and run-time values: text`http://${lxcConfig("name")}:8000`.
 *
 * @example
 * file.content({ path: "/etc/issue.net", content: text`This is ${lxcConfig("name")}.\n` })
 */
export function text(literals: TemplateStringsArray, ...values: (string | number | RuntimeValue)[]): JoinedText {
  if (!Array.isArray(literals?.raw)) throw new Error("text is a tag and takes no parentheses: text`…`");
  const parts = literals.flatMap((literal, i) => {
    const value = values[i];
    return value === undefined ? [literal] : [literal, typeof value === "number" ? String(value) : value];
  });
  return Object.freeze({ parts: Object.freeze(parts.filter((part) => part !== "")) });
}

/** Bash arguments carry any text but NUL; a lone surrogate has no bytes at all. */
export const literal = z
  .string()
  .refine(
    (value) => !value.includes("\0"),
    withFix(
      "holds a NUL character, which cannot reach Bash",
      "take it out: a file with such bytes goes with file.local()",
    ),
  )
  .refine((value) => !/\p{Surrogate}/u.test(value), "holds a lone surrogate, which is not text");

/** The schema of {@link RuntimeValue}. */
export const runtimeValue = z.strictObject({
  from: z.enum(["lxc-config", "hypervisor-config", "environment"]),
  key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/, "is not a key or a dotted path"),
  format: z.enum(["text", "word", "integer", "path"]),
}) satisfies z.ZodType<RuntimeValue>;

/** The schema of {@link Text}: anything that can reach Bash. */
export const textValue = z.union([
  literal,
  runtimeValue,
  z.strictObject({ parts: z.array(z.union([literal, runtimeValue])).readonly() }),
]) satisfies z.ZodType<Text>;
