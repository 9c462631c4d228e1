import { cronJob } from "../../generator/steps/kinds/cron-job.ts";
import type { Case } from "./case.ts";

export const kind = "cron-job";
const path = "/etc/cron.d/prune";
const world = `printf '#!/bin/sh\\n' >/var/world/bin/cron; chmod 755 /var/world/bin/cron; unit cron enabled active`;
const head = 'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"';
const step = cronJob({ name: "prune", schedule: "30 3 * * sun", command: "docker image prune --force" });
const job = "30 3 * * sun root docker image prune --force";

export const cases: readonly Case[] = [
  {
    title: "a job",
    step,
    world,
    afterwards: `cmp ${path} <(printf '%s\\n' '${head}' '${job}')\n[[ $(stat -c '%a %U' ${path}) == '644 root' ]]`,
  },
  {
    title: "of a user, with an environment, and a percent sign",
    step: cronJob({
      name: "prune",
      schedule: "@daily",
      command: "date '+%F $HOME'",
      user: "ubuntu",
      environment: { MAILTO: "", PATH: "/opt/bin", NAME: 'say "so"' },
    }),
    world: `${world}; account ubuntu`,
    afterwards: `cmp ${path} <(printf '%s\\n' 'PATH="/opt/bin"' 'MAILTO=""' "NAME='say \\"so\\"'" "@daily ubuntu date '+\\\\%F \\$HOME'")`,
  },
  {
    title: "of a user that there is not: cron would ignore it",
    step: cronJob({ name: "prune", schedule: "@daily", command: "true", user: "nobody-here" }),
    world,
    asks: "fails",
    code: 28,
    says: "there is no user nobody-here, so that cron ignores the job",
  },
  {
    title: "with backslashes, of which cron takes two for one",
    step: cronJob({ name: "prune", schedule: "@daily", command: String.raw`printf %s\n a\\b \% \\` }),
    world,
    afterwards: String.raw`[[ $(tail -n 1 ${path}) == '@daily root printf \%s\n a\\\\b \\\% \\\\' ]]`,
  },
  {
    title: "another schedule before",
    step,
    world: `${world}; put ${path} '${head}\n0 3 * * sun root docker image prune --force'`,
    says: "[-]0 3 [*] [*] sun.*[+]30 3 ",
    afterwards: `grep --quiet '^30 3' ${path}`,
  },
  { title: "as it should be", step, world: `${world}; put ${path} '${head}\n${job}'`, asks: "holds" },
  {
    title: "cron is not installed",
    step,
    asks: "fails",
    code: 22,
    says: "cron is missing inside",
    afterwards: `[[ ! -e ${path} ]]`,
  },
  {
    title: "cron does not run",
    step,
    world: `${world}; rm /var/world/units/cron.service/active`,
    asks: "fails",
    code: 28,
    says: "ActiveState of cron.service is 'inactive'",
  },
];
