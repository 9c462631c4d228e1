import { secretFromHost } from "../../generator/steps/secret-from-host.ts";
import type { Case } from "./case.ts";

export const kind = "secret-from-host";
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
    title: "as it should be",
    step,
    hostFile: "hf_secret\n",
    world: `put ${path} hf_secret; chmod 600 ${path}`,
    asks: "holds",
    hides: "hf_secret",
  },
];
