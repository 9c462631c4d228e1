/** The exit codes of the command line. Those of generated scripts are in `exit-codes.ts`. */
export const CLI_EXIT_CODES = [
  { name: "fine", code: 0, meaning: "fine" },
  // An invalid definition, a stale script, a remark of ShellCheck.
  { name: "finding", code: 1, meaning: "a finding" },
  { name: "usage", code: 2, meaning: "wrong use" },
  // A file that cannot be written, a program that is missing or gives no answer.
  { name: "outside", code: 3, meaning: "something outside failed" },
] as const;

type Name = (typeof CLI_EXIT_CODES)[number]["name"];

/** The same by name. */
export const Exit = Object.fromEntries(CLI_EXIT_CODES.map(({ name, code }) => [name, code])) as Readonly<
  Record<Name, number>
>;
