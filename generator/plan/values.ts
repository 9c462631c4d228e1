import { isRuntimeValue, type RuntimeValue } from "../dsl/text.ts";

/** The run-time values anywhere in `data`, each once, in the order in which they stand there. */
export function runtimeValues(data: unknown): RuntimeValue[] {
  const found = new Map<string, RuntimeValue>();
  const visit = (value: unknown): void => {
    if (isRuntimeValue(value)) found.set(`${value.from} ${value.key}`, value);
    else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) visit(inner);
  };
  visit(data);
  return [...found.values()];
}
