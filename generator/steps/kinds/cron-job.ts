import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal } from "../../dsl/text.ts";
import { eitherDay, scheduleProblem } from "../options/cron-schedule.ts";
import { madeByProgram, programs, userNamed, wholeFile } from "../options/things.ts";
import { accountName } from "./user-present.ts";

/** Options of {@link cronJob}. */
export interface CronJobOptions extends StepOptions {
  /** Name of the file in `/etc/cron.d`: letters, digits, `_` and `-`; cron ignores files with other characters in their names. */
  readonly name: string;
  /**
   * When it runs, in the container's time zone: minute, hour, day of the month, month, day of the week, such as `30 3 * * mon-fri`; or
   * `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`, `@reboot`.
   */
  readonly schedule: string;
  /**
   * What runs: one line for `/bin/sh`, in which `%` and backslashes are only that, whatever cron makes of them. What it prints is mailed by cron, if
   * there is a mailer.
   */
  readonly command: string;
  /** Login name of the user as whom it runs, who has to be there by then. Default `root`. */
  readonly user?: string;
  /**
   * Variables in its environment, such as `MAILTO`; values are one line without both kinds of quotes. Default: cron's own, with a `PATH` as
   * root's shell has it.
   */
  readonly environment?: { readonly [name: string]: string };
}

const oneLine = literal.refine((text) => !/\p{Cc}/u.test(text), "must be one line");

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A setting as crontab(5) takes it: in the quotes that its value does not hold. */
const setting = ([name, value]: [string, string]): string =>
  value.includes('"') ? `${name}='${value}'` : `${name}="${value}"`;

/** A command as Debian's cron reads it back: `\%` is a percent sign, two backslashes are one, and one before any other character is itself. */
const escaped = (command: string): string =>
  command.replace(/(\\*)(%?)/g, (found, slashes: string, percent: string) =>
    found === "\\" ? found : slashes.replaceAll("\\", "\\\\") + percent.replace("%", "\\%"),
  );

/** The lines of its file. */
const linesOf = ({
  schedule,
  command,
  user = "root",
  environment = {},
}: Omit<CronJobOptions, "name">): readonly string[] => [
  ...Object.entries({ PATH, ...environment }).map(setting),
  `${schedule} ${user} ${escaped(command)}`,
];

/**
 * Cron runs a command by this schedule: a file in `/etc/cron.d` says so, which belongs to root and only root can write. Cron itself has to be
 * there and to run: an earlier step installs Debian's `cron`, which starts by itself. What runs long or needs a log of its own is better a
 * systemd timer.
 *
 * @see crontab(5)
 *
 * @example
 * cron.job({ name: "prune-images", schedule: "30 3 * * sun", command: "docker image prune --force --filter until=720h" })
 */
export const cronJob = defineStep<CronJobOptions>({
  kind: "cron-job",
  schema: z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/, "must be letters, digits, _ and -, or cron ignores it"),
    schedule: z.string().superRefine((schedule, context) => {
      const problem = scheduleProblem(schedule);
      if (problem !== undefined) context.addIssue(problem);
    }),
    command: oneLine
      .min(1)
      .refine((text) => escaped(text).length <= 990, "is longer than the 990 characters that cron takes")
      .refine((text) => text.trim() === text, "must not begin or end with a blank"),
    user: accountName.exactOptional(),
    environment: z
      .record(
        z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a variable's name: letters, digits and _"),
        oneLine
          .refine((text) => !(text.includes('"') && text.includes("'")), "must not hold both kinds of quotes")
          .refine((text) => !/\s$/.test(text), "ends with a blank, which cron drops"),
      )
      .exactOptional(),
  }),
  title: ({ name, schedule }) => `cron job ${name}, ${schedule}`,
  limit: 60,
  view: ({ name, schedule, command, user = "root", environment = {} }) => ({
    path: `/etc/cron.d/${name}`,
    // Undefined, so that the plan of a job of root's is what it was before there was a question for the user.
    user: user === "root" ? undefined : user,
    lines: linesOf({ schedule, command, user, environment }),
  }),
  shared: ({ user = "root" }) => [
    ...(user === "root" ? [] : ["fail-because"]),
    ...["file", "file-change", "require-program", "unit-runs"],
  ],
  doubts: ({ schedule }) =>
    eitherDay(schedule)
      ? [
          {
            code: "D334",
            message: `the schedule '${schedule}' limits both days, and cron runs on either of them`,
            fix: "leave one of the two as *, or accept D334",
            path: ["schedule"],
          },
        ]
      : [],
  traits: { replaces: ({ path }) => [path] },
  provides: (options) => [wholeFile({ path: `/etc/cron.d/${options.name}` }, { text: linesOf(options) }, "name")],
  requires: ({ user }) => [...programs("cron"), ...userNamed(user, "user")],
  mayProvide: () => madeByProgram,
  told: ({ name, schedule, user = "root" }) => ({
    check: `/etc/cron.d/${name} has the command for ${user}, by '${schedule}'`,
    apply: "writes it beside, and puts it in place in one move",
    verify: `cron.service runs${user === "root" ? "" : `, and there is a user ${user}`}`,
  }),
});
