import { fileAttributes } from "../../generator/steps/kinds/file-attributes.ts";
import type { Case } from "./case.ts";

export const kind = "file-attributes";
const path = "/var/lib/grafana";
const all = fileAttributes({ path, recursive: true, owner: "ubuntu", group: "adm", mode: "0640", folderMode: "2750" });
const tree = `account ubuntu; put '${path}/a b/c' x; put ${path}/d x; ln -s /etc/passwd ${path}/link`;
const are = (of: string) => `$(cd ${path} && stat -c '%n %a %U %G' ${of})`;

export const cases: readonly Case[] = [
  {
    title: "a folder and all below it",
    step: all,
    world: tree,
    afterwards: `
      [[ ${are(". d link")} == '. 2750 ubuntu adm'$'\\n''d 640 ubuntu adm'$'\\n''link 777 root root' ]]
      [[ ${are("'a b' 'a b/c'")} == 'a b 2750 ubuntu adm'$'\\n''a b/c 640 ubuntu adm' ]]
      [[ $(stat -c %a /etc/passwd) == 644 ]]`,
  },
  {
    title: "one file of many has another mode",
    step: fileAttributes({ path, recursive: true, mode: "0644" }),
    world: `${tree}; chmod 600 '${path}/a b/c'`,
    afterwards: `[[ $(stat -c %a '${path}/a b/c') == 644 && $(stat -c %a '${path}') == 755 ]]`,
  },
  {
    title: "only the file",
    step: fileAttributes({ path: `${path}/d`, mode: "0600", owner: "ubuntu" }),
    world: tree,
    afterwards: `[[ ${are("d")} == 'd 600 ubuntu root' ]]`,
  },
  {
    title: "only the folder",
    step: fileAttributes({ path, group: "adm", folderMode: "0700" }),
    world: tree,
    afterwards: `[[ ${are(". d")} == '. 700 root adm'$'\\n''d 644 root root' ]]`,
  },
  {
    title: "it is so",
    step: fileAttributes({ path, recursive: true, mode: "0644", owner: "root" }),
    world: tree,
    asks: "holds",
  },
  {
    title: "a link to a folder",
    step: fileAttributes({ path: "/srv/link", folderMode: "0700" }),
    world: `${tree}; ln -s ${path} /srv/link`,
    afterwards: `[[ ${are(".")} == '. 700 root root' ]]`,
  },
  { title: "it is not there", step: all, asks: "fails", code: 22, says: `there is no ${path}.*there is no ${path}` },
  {
    title: "no such owner",
    step: fileAttributes({ path, owner: "nobody-here" }),
    world: tree,
    asks: "fails",
    code: 22,
  },
  {
    title: "a folder of the system, by a link on the way to it",
    step: fileAttributes({ path: "/srv/way/lib", folderMode: "0700" }),
    world: "ln -s /var /srv/way",
    asks: "fails",
    code: 22,
    says: "a folder of the system",
    afterwards: "[[ $(stat -c %a /var/lib) == 755 ]]",
  },
];
