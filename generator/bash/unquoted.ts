import { withFix } from "../validation/with-fix.ts";
import { isJoinedText, isRuntimeValue, type RuntimeValue, type Text } from "./quotable.ts";

/** What text is made of, in order. */
export const partsOf = (value: Text): readonly (string | RuntimeValue)[] =>
  isJoinedText(value) ? value.parts : [value];

/** The first of its values that may hold anything when the script runs, so that nothing but Bash can quote it. */
export const unquotable = (value: Text): RuntimeValue | undefined =>
  partsOf(value)
    .filter((part) => isRuntimeValue(part))
    .find(({ format }) => format !== "word" && format !== "integer");

/** What to do about it. */
export const withFormat = ({ from, key }: RuntimeValue): string => {
  const make = { "lxc-config": "lxcConfig", "hypervisor-config": "hypervisorConfig", environment: "env" }[from];
  return withFix(
    "is read when the script runs, so it cannot be quoted here",
    `give it a format that needs no quotes: ${make}("${key}", "word")`,
  );
};
