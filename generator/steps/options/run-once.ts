import { createHash } from "node:crypto";
import { isRuntimeValue, type RuntimeValue } from "../../dsl/text.ts";

/** What tells one content from another: a hash of all that is known now, and the values that are known only when the script runs. */
export interface Content {
  readonly hash: string;
  readonly values: readonly RuntimeValue[];
}

/** The content that an author's own step has; `data` holds its Bash, its text and its arguments. */
export function contentOf(data: unknown): Content {
  const values = new Map<string, RuntimeValue>();
  const json = JSON.stringify(data, (_key, value: unknown) => {
    if (isRuntimeValue(value)) values.set(`${value.from} ${value.key}`, value);
    return value;
  });
  return { hash: createHash("sha256").update(json).digest("hex"), values: [...values.values()] };
}
