import * as z from "zod";
import { JSON_VERSION } from "../../contract/json-version.ts";
import { DATA, type Name } from "./data.ts";
import { finding, list } from "./shared.ts";

/** Why a command has not done its work, where that is not for the definitions' sake. */
export const failure = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("usage"), message: z.string(), help: z.string() }),
  z.strictObject({ kind: z.literal("external"), message: z.string() }),
  z.strictObject({ kind: z.literal("interrupted"), message: z.string() }),
  z.strictObject({ kind: z.literal("bug"), message: z.string(), stack: z.string() }),
]);

/** See {@link failure}. */
export type Failure = z.infer<typeof failure>;

const version = z.literal(JSON_VERSION);
const findings = list(finding);
const exit = z.int().nonnegative();

const common = { version, command: z.string().nullable(), exit, findings };

/** What a command that failed prints. */
export const failed = z.strictObject({ ...common, status: z.literal("failed"), error: failure });

/** What a command prints with `--json`: what it came to, the definitions' errors, or a failure. `null` is a word that names no command. */
export const outputOf = (name: Name | null) => {
  const command = z.literal(name);
  if (name === null) return failed.safeExtend({ command });
  const done = DATA[name].safeExtend({ ...common, command, status: z.literal("done") });
  const invalid = z.strictObject({ ...common, command, status: z.literal("invalid"), exit: z.literal(1) });
  return z.discriminatedUnion("status", [done, invalid, failed.safeExtend({ command })]);
};
