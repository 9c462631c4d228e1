import { fileAbsent } from "../../generator/steps/kinds/file-absent.ts";
import type { Case } from "./case.ts";

export const kind = "file-absent";
const path = "/etc/nginx/default";
const step = fileAbsent({ path });

export const cases: readonly Case[] = [
  {
    title: "a file",
    step,
    world: `put ${path} x; put /etc/nginx/other x`,
    afterwards: "[[ $(ls -A /etc/nginx) == other ]]",
  },
  {
    title: "a folder with all that is in it",
    step,
    world: `put '${path}/a b/.c' x; ln -s /etc ${path}/link`,
    afterwards: `[[ ! -e ${path} && -e /etc/passwd ]]`,
  },
  {
    title: "a link, and not what it leads to",
    step,
    world: `mkdir /etc/nginx; put /srv/kept/x x; ln -s /srv/kept ${path}`,
    afterwards: `[[ ! -L ${path} && -e /srv/kept/x ]]`,
  },
  {
    title: "a link to a folder of the system",
    step,
    world: `mkdir /etc/nginx; ln -s /etc ${path}`,
    afterwards: `[[ ! -L ${path} && -e /etc/passwd ]]`,
  },
  {
    title: "a link that leads nowhere",
    step,
    world: `mkdir /etc/nginx; ln -s /nowhere ${path}`,
    afterwards: `[[ ! -L ${path} ]]`,
  },
  { title: "nothing is there", step, asks: "holds" },
  {
    title: "a folder of the system, by a link on the way to it",
    step: fileAbsent({ path: "/srv/way/lib" }),
    world: "ln -s /var /srv/way; put /var/lib/x x",
    asks: "fails",
    code: 22,
    says: "/srv/way/lib is /var/lib, a folder of the system",
    afterwards: "[[ -e /var/lib/x ]]",
  },
  {
    title: "a mount point",
    step: fileAbsent({ path: "/usr/local/x" }),
    world: "mkdir /usr/local/x; note_mount /usr/local/x",
    asks: "fails",
    code: 22,
    says: "something is mounted at /usr/local/x",
    afterwards: "[[ -d /usr/local/x ]]",
  },
];
