/** What `doctor` says of one thing. */
export interface Examined {
  /** What was looked at, in one or two words. */
  readonly what: string;
  /** `ok`; `note` if all commands work without it, but something would be better with it; `missing` if a command cannot do its work. */
  readonly state: "ok" | "note" | "missing";
  /** What was found, on one line. */
  readonly found: string;
  /** The command, or the one thing to do, that mends it. */
  readonly mend?: string;
}

/** Examines a thing; what goes wrong on the way is what was found. */
export async function examined(
  what: string,
  mend: string,
  look: () => Omit<Examined, "what"> | Promise<Omit<Examined, "what">>,
): Promise<Examined> {
  try {
    return { what, ...(await look()) };
  } catch (thrown) {
    const lines = (thrown instanceof Error ? thrown.message : String(thrown)).trim().split("\n");
    // Node prints a few lines of code before the line that says what is wrong.
    const found = lines.find((line) => /^(?:\w*Error\b|\S+: error )/.test(line)) ?? lines[0] ?? "";
    return { what, state: "missing", found, mend };
  }
}
