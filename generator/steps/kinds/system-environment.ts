import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal } from "../../dsl/text.ts";
import { singleQuoted } from "../../formats/quote.ts";
import { withFix } from "../../validation/with-fix.ts";

/** Options of {@link systemEnvironment}. */
export interface SystemEnvironmentOptions extends StepOptions {
  /**
   * Value of each variable; `null` takes it out of the file. A value is one line of at most 4096 characters, without `#` and without a backslash at
   * its end, which end the value or the line for `pam_env`; one that holds `'` cannot hold `"`, `$`, backslash or backtick as well. Every user
   * inside can read them.
   */
  readonly variables: { readonly [name: string]: string | null };
  /**
   * Name of a file in `/etc/profile.d`, without `.sh`, that sets the same for login shells: those that `pct enter` opens read no
   * `/etc/environment`. Letters, digits, `_` and `-`; each such step of a container has its own. Default: no such file.
   */
  readonly profile?: string;
}

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a variable's name: letters, digits and _");
const value = literal
  .min(1, withFix("is empty, which not everything that reads the file takes alike", "null removes the variable"))
  .max(4096, "is longer than 4096 characters")
  .refine((text) => !/\p{Cc}/u.test(text), "must be one line of plain text")
  .refine((text) => !text.includes("#"), "holds a #, where pam_env ends the value")
  .refine((text) => !text.endsWith("\\"), "ends with a backslash, which joins the next line to it")
  .refine(
    (text) => !(text.includes("'") && /["$\\`]/.test(text)),
    "holds ' beside \", $, \\ or `, for which there are no quotes that all readers of the file take alike",
  );

/**
 * A value in the form that `pam_env`, a shell and systemd's `EnvironmentFile=` read alike: bare if it is plain, else in the quotes that need no
 * escape within them.
 */
function quoted(text: string): string {
  if (/^[A-Za-z0-9_./:@%+,=-]+$/.test(text)) return text;
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

const set = (variables: SystemEnvironmentOptions["variables"]): [name: string, text: string][] =>
  Object.entries(variables).flatMap(([name, text]) => (text === null ? [] : [[name, text]]));

/**
 * These variables are in the environment of who logs in: they stand in `/etc/environment`, whose other lines stay, and where `profile` names one,
 * in a file for login shells. What runs already does not see them, and a service has its own: `service.dropIn` with `Environment`.
 *
 * @see pam_env(8), environment(7)
 *
 * @example
 * system.environment({
 *   variables: { JAVA_HOME: "/usr/lib/jvm/default-java", MAVEN_ARGS: "--batch-mode --no-transfer-progress", OLD_PROXY: null },
 *   profile: "java",
 * })
 */
export const systemEnvironment = defineStep<SystemEnvironmentOptions>({
  kind: "system-environment",
  schema: z.strictObject({
    variables: z
      .record(name, z.union([value, z.null()]))
      .refine((variables) => Object.keys(variables).length > 0, "names no variable"),
    profile: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,60}$/, "must be letters, digits, _ and -")
      .exactOptional(),
  }),
  title: ({ variables }) => {
    const names = Object.keys(variables);
    return `environment ${names.slice(0, 4).join(", ")}${names.length > 4 ? ", …" : ""}`;
  },
  limit: 60,
  view: ({ variables, profile }) => ({
    settings: Object.entries(variables).flatMap(([name, text]) => [
      name,
      text === null ? "" : `${name}=${quoted(text)}`,
    ]),
    profile: profile === undefined ? "" : `/etc/profile.d/${profile}.sh`,
    exports: [
      "# Written by phoenix-setup.",
      ...set(variables).map(([name, text]) => `export ${name}='${singleQuoted(text)}'`),
    ],
  }),
  shared: ({ profile }) => ["environment", "file-edit", ...(profile === undefined ? [] : ["file", "file-change"])],
  traits: {
    replaces: ({ profile }) => ["/etc/environment", profile],
    exposes: { variables: "the environment of whoever logs in" },
  },
  provides: ({ variables }) =>
    Object.entries(variables).map(([name, value]) => ({
      what: "setting",
      name: `the variable ${name}`,
      at: ["variables", name],
      state: { value },
    })),
  told: ({ variables, profile }) => {
    const files = `/etc/environment${profile === undefined ? "" : `, and /etc/profile.d/${profile}.sh`}`;
    return {
      check: `${files} ${profile === undefined ? "has" : "have"} ${Object.keys(variables).join(", ")} as they shall be`,
      apply: "changes or adds these lines; all others of /etc/environment stay",
    };
  },
});
