import { fileCopy } from "../../generator/steps/kinds/file-copy.ts";
import type { Case } from "./case.ts";

export const kind = "file-copy";
const path = "/etc/some/where.conf";
const source = "/opt/app/-x y";
const step = fileCopy({ path, source, mode: "0640", owner: "ubuntu", group: "adm" });
const world = `account ubuntu; mkdir -p /opt/app; printf 'a\\nb' >'${source}'`;
const copied = `[[ $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]; cmp ${path} '${source}'`;

export const cases: readonly Case[] = [
  { title: "made", step, world, afterwards: copied },
  {
    title: "there is nothing to copy",
    step,
    world: "account ubuntu",
    asks: "fails",
    code: 22,
    says: "there is no /opt/app/-x y",
    afterwards: `[[ ! -e ${path} ]]`,
  },
  {
    title: "the source has changed, and is a link",
    step,
    world: `${world}; put ${path} old; mv '${source}' /opt/app/new; ln -s new '${source}'`,
    afterwards: `${copied}; [[ ! -L ${path} ]]`,
  },
  {
    title: "any bytes",
    step: fileCopy({ path, source }),
    world: `put '${source}' x; head -c 100000 /dev/urandom >'${source}'`,
    afterwards: `cmp ${path} '${source}'`,
  },
  {
    title: "into a user's folder",
    step: fileCopy({ path: "/home/ubuntu/y", source, owner: "ubuntu", group: "ubuntu" }),
    world,
    afterwards: `cmp /home/ubuntu/y '${source}'; [[ $(stat -c %U /home/ubuntu/y) == ubuntu ]]`,
  },
];
