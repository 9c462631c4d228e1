import { lxcConfig } from "../../generator/dsl/text.ts";
import { fileSymlink } from "../../generator/steps/kinds/file-symlink.ts";
import type { Case } from "./case.ts";

export const kind = "file-symlink";
const path = "/etc/nginx/sites-enabled/site";
const step = fileSymlink({ path, target: "../sites-available/site" });
const leads = `[[ $(readlink ${path}) == ../sites-available/site ]]`;

export const cases: readonly Case[] = [
  { title: "made, to what is not there yet", step, afterwards: leads },
  {
    title: "it leads elsewhere",
    step,
    world: `mkdir -p /etc/nginx/sites-enabled; ln -s /etc/x ${path}`,
    afterwards: leads,
  },
  { title: "a file is in its place", step, world: `put ${path} x`, afterwards: leads },
  {
    title: "a link to a folder is replaced, and the folder stays as it is",
    step,
    world: `mkdir -p /etc/nginx/sites-enabled /srv/a; ln -s /srv/a ${path}`,
    afterwards: `${leads}; [[ -d /srv/a && ! -e /srv/a/link ]]`,
  },
  {
    title: "it is so",
    step,
    world: `mkdir -p /etc/nginx/sites-enabled; ln -s ../sites-available/site ${path}`,
    asks: "holds",
  },
  {
    title: "a folder is in its place",
    step,
    world: `put ${path}/file x`,
    asks: "fails",
    code: 22,
    says: "is a folder; remove it first",
    afterwards: `[[ -f ${path}/file ]]`,
  },
  {
    title: "a target that is known when the script runs",
    step: fileSymlink({ path, target: lxcConfig("site", "path") }),
    values: { lxc_site: "/srv/some where" },
    afterwards: `[[ $(readlink ${path}) == '/srv/some where' ]]`,
  },
];
