import { fileDirectory as directory } from "../../generator/steps/kinds/file-directory.ts";
import type { Case } from "./case.ts";

export const kind = "file-directory";
const path = "/srv/some where/deep";

export const cases: readonly Case[] = [
  {
    title: "made with mode, owner and group",
    step: directory({ path, mode: "2750", owner: "ubuntu", group: "adm" }),
    world: "account ubuntu",
    afterwards: `
      [[ $(stat -c '%a %U %G' '${path}') == '2750 ubuntu adm' ]]
      [[ $(stat -c %a '/srv/some where') == 755 ]]`,
  },
  {
    title: "made, nothing more",
    step: directory({ path }),
    afterwards: `[[ $(stat -c '%a %U %G' '${path}') == '755 root root' ]]`,
  },
  {
    title: "there with another mode",
    step: directory({ path, mode: "0700" }),
    world: `mkdir -p '${path}'; chmod 2755 '${path}'`,
    afterwards: `[[ $(stat -c %a '${path}') == 700 ]]`,
  },
  {
    title: "there, and what is in it stays",
    step: directory({ path }),
    world: `put '${path}/file' x`,
    asks: "holds",
    afterwards: `[[ -e '${path}/file' ]]`,
  },
  {
    title: "a link to a directory is one",
    step: directory({ path: "/srv/link", mode: "755" }),
    world: "ln -s /etc /srv/link",
    asks: "holds",
  },
  {
    title: "a file is in the way",
    step: directory({ path: "/srv/file" }),
    world: "put /srv/file x",
    asks: "fails",
    code: 22,
    afterwards: "[[ -f /srv/file ]]",
  },
  { title: "no such owner", step: directory({ path, owner: "nobody-here" }), asks: "fails", code: 22 },
];
