import { secretFromEnvironment } from "../../generator/steps/kinds/secret-from-environment.ts";
import type { Case } from "./case.ts";

export const kind = "secret-from-environment";
const path = "/etc/grafana/token";
const env = "/opt/app/.env";
const step = secretFromEnvironment({ variable: "GRAFANA_TOKEN", path });
const both = secretFromEnvironment({ variable: "GRAFANA_TOKEN", path, envFile: { path: env, key: "TOKEN" } });
const hostFile = "glsa_secret";

export const cases: readonly Case[] = [
  {
    title: "in a file of its own, and in a line of another one",
    step: both,
    hostFile,
    secret: hostFile,
    hides: hostFile,
    afterwards: `
      [[ $(<${path}) == glsa_secret && $(stat -c '%a %U %G %s' ${path}) == '600 root root 11' ]]
      [[ $(<${env}) == TOKEN=glsa_secret && $(stat -c '%a %U %G' ${env}) == '600 root root' ]]`,
  },
  {
    title: "with spaces, quotes and a newline",
    step,
    hostFile: 'it\'s "so"\nand so',
    afterwards: `cmp ${path} <(printf %s $'it\\'s "so"\\nand so')\n[[ ! -e ${env} ]]`,
  },
  {
    title: "another value, and others can read it",
    step,
    hostFile,
    world: `put ${path} old_one; chmod 644 ${path}`,
    afterwards: `[[ $(<${path}) == glsa_secret && $(stat -c %a ${path}) == 600 ]]`,
    hides: "old_one|glsa_secret",
  },
  {
    title: "only the line is missing",
    step: both,
    hostFile,
    world: `mkdir -p /etc/grafana; printf glsa_secret >${path}; chmod 600 ${path}; put ${env} TOKENS=1`,
    afterwards: `[[ $(<${env}) == TOKENS=1$'\\n'TOKEN=glsa_secret ]]`,
  },
  {
    title: "as it should be",
    step: both,
    hostFile,
    world: `mkdir -p /etc/grafana; printf glsa_secret >${path}; put ${env} TOKEN=glsa_secret; chmod 600 ${path} ${env}`,
    asks: "holds",
    hides: hostFile,
  },
  {
    title: "a group that is not there",
    step: secretFromEnvironment({ variable: "GRAFANA_TOKEN", path, group: "grafana", mode: "0640" }),
    hostFile,
    asks: "fails",
    code: 22,
    hides: hostFile,
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
