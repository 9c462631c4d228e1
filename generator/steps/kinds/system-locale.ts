import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { programs } from "../options/things.ts";

/** Options of {@link systemLocale}. */
export interface SystemLocaleOptions extends StepOptions {
  /** The default, `LANG`: `C.UTF-8`, which is always there, or language and country, such as `de_DE.UTF-8`. Only UTF-8 is supported. */
  readonly locale: string;
  /** Further locales that are made, so that they can be chosen. */
  readonly also?: readonly string[];
}

const locale = z
  .string()
  .regex(/^(C|[a-z]{2,3}_[A-Z]{2})\.UTF-8$/, "must be C.UTF-8, or language and country, such as de_DE.UTF-8");

/** As `locale --all-locales` prints it. */
const listed = (name: string): string => name.replace("UTF-8", "utf8");

/**
 * These locales are there, made with `locale-gen`, and the first is the system's default, set with `update-locale`. Lines of `/etc/locale.gen`
 * that are there already stay. Both programs are in Debian's `locales`, which an earlier step has to install, but for `C.UTF-8` alone. Who logs
 * in or starts from then on has the default; services keep theirs until they are restarted.
 *
 * @see locale.gen(5)
 *
 * @example
 * system.locale({ locale: "en_US.UTF-8", also: ["de_DE.UTF-8"] })
 */
export const systemLocale = defineStep<SystemLocaleOptions>({
  kind: "system-locale",
  schema: z.strictObject({ locale, also: z.array(locale).readonly().exactOptional() }),
  title: ({ locale, also = [] }) => `locale ${locale}${also.length > 0 ? `, and ${also.join(", ")}` : ""}`,
  limit: 600,
  view: ({ locale, also = [] }) => {
    const made = [...new Set([locale, ...also])].filter((name) => name !== "C.UTF-8");
    return { locale, made: made.map((name) => `${name} UTF-8`), listed: made.map(listed) };
  },
  shared: ({ locale, also = [] }) => [
    "locale",
    "require-program",
    ...([locale, ...also].some((name) => name !== "C.UTF-8") ? ["locale-gen"] : []),
  ],
  traits: { replaces: () => ["/etc/locale.gen"] },
  provides: ({ locale }) => [{ what: "setting", name: "the locale", at: ["locale"], state: { value: locale } }],
  requires: () => programs("update-locale"),
  told: ({ locale, also = [] }) => ({
    check: `\`locale --all-locales\` has ${[locale, ...also].join(", ")}, and the default is ${locale}`,
    apply: "`locale-gen` and `update-locale`",
  }),
});
