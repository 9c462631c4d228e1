import { secretFromHost } from "../../generator/steps/kinds/secret-from-host.ts";
import type { Case } from "./case.ts";

export const kind = "secret-from-host";
const env = "/opt/app/.env";
const path = "/root/.cache/huggingface/token";
const step = secretFromHost({ source: "/root/token", path });

export const cases: readonly Case[] = [
  {
    title: "only root can read it",
    step,
    hostFile: "hf_secret\n",
    secret: "hf_secret",
    hides: "hf_secret",
    afterwards: `[[ $(<${path}) == hf_secret && $(stat -c '%a %U %G' ${path}) == '600 root root' ]]`,
  },
  {
    title: "others can read it",
    step,
    hostFile: "hf_secret\n",
    world: `put ${path} hf_secret; chmod 644 ${path}`,
    afterwards: `[[ $(stat -c %a ${path}) == 600 ]]`,
  },
  {
    title: "for a group, and in a line of another file",
    step: secretFromHost({
      source: "/root/token",
      path,
      mode: "0640",
      group: "adm",
      envFile: { path: env, key: "TOKEN" },
    }),
    hostFile: "hf_secret",
    secret: "hf_secret",
    hides: "hf_secret",
    world: `put ${env} A=1`,
    afterwards: `
      [[ $(<${path}) == hf_secret && $(stat -c '%a %U %G' ${path}) == '640 root adm' ]]
      [[ $(<${env}) == A=1$'\\n'TOKEN=hf_secret && $(stat -c '%a %U %G' ${env}) == '640 root adm' ]]`,
  },
  {
    title: "it needs quotes in a line",
    step: secretFromHost({ source: "/root/token", path, envFile: { path: env, key: "TOKEN" } }),
    hostFile: "hf_secret of two words",
    asks: "fails",
    code: 22,
    says: "holds characters that need quotes",
    hides: "hf_secret",
    afterwards: `[[ ! -e ${env} ]]`,
  },
  {
    title: "as it should be",
    step,
    hostFile: "hf_secret\n",
    world: `put ${path} hf_secret; chmod 600 ${path}`,
    asks: "holds",
    hides: "hf_secret",
  },
];
