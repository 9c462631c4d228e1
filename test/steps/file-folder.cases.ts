import { type LocalFolder, localFile } from "../../generator/dsl/local-file.ts";
import { fileFolder } from "../../generator/steps/kinds/file-folder.ts";
import type { Case } from "./case.ts";

export const kind = "file-folder";
const path = "/srv/site";
const source: LocalFolder = {
  is: "local-folder",
  path: "files/site",
  files: [
    localFile("a b/c.sh", Buffer.from("#!/bin/sh\n"), true),
    localFile("a b/deep/x", Uint8Array.from([0, 255])),
    localFile("index.html", Buffer.from("it's\n")),
  ],
};
const step = fileFolder({ source, path });
const exact = fileFolder({ source, path, exact: true, owner: "ubuntu", mode: "0640", folderMode: "2750" });
const content = `
  [[ $(<'${path}/a b/c.sh') == '#!/bin/sh' && $(<${path}/index.html) == "it's" ]]
  cmp '${path}/a b/deep/x' <(printf '\\0\\377')`;
const list = (more = "") =>
  `[[ $(cd ${path} && find . | LC_ALL=C sort | tr '\\n' ' ') == '. ./a b ./a b/c.sh ./a b/deep ./a b/deep/x ./index.html ${more}' ]]`;
const there = `mkdir -p '${path}/a b/deep'; printf '#!/bin/sh\\n' >'${path}/a b/c.sh'; chmod 755 '${path}/a b/c.sh'; printf '\\0\\377' >'${path}/a b/deep/x'; put ${path}/index.html "it's"`;

export const cases: readonly Case[] = [
  {
    title: "made",
    step,
    afterwards: `
      ${content}
      ${list()}
      [[ $(cd ${path} && stat -c '%a %U' . 'a b/c.sh' index.html | tr '\\n' ' ') == '755 root 755 root 644 root ' ]]`,
  },
  {
    title: "exactly this, with an owner and modes of its own",
    step: exact,
    world: `account ubuntu; put '${path}/a b/other/file' x; put $'${path}/-n\\newline' x; put '${path}/@' x; ln -s /etc ${path}/link; mkdir -p ${path}/index.html/x; ln -s /etc '${path}/a b/deep'`,
    afterwards: `
      ${content}
      ${list()}
      [[ $(cd ${path} && stat -c '%a %U' . 'a b/c.sh' index.html | tr '\\n' ' ') == '2750 ubuntu 640 ubuntu 640 ubuntu ' && -e /etc/passwd ]]`,
    faults: true,
  },
  {
    title: "a folder has a bit that it should not have",
    step,
    world: `${there}; chmod 2755 '${path}/a b'`,
    afterwards: `[[ $(stat -c %a '${path}/a b') == 755 ]]`,
  },
  {
    title: "what else is there stays",
    step,
    world: `${there}; put ${path}/own x; rm ${path}/index.html`,
    afterwards: `${content}; ${list("./own ")}`,
  },
  {
    title: "only what differs is written",
    step,
    world: `${there}; put ${path}/index.html other; touch -d 2001-01-01 '${path}/a b/c.sh'`,
    afterwards: `${content}; [[ $(stat -c %Y '${path}/a b/c.sh') -lt 1000000000 ]]`,
  },
  { title: "it is so", step, world: `${there}; put ${path}/own x`, asks: "holds" },
  { title: "it is so, exactly", step: fileFolder({ source, path, exact: true }), world: there, asks: "holds" },
  {
    title: "there is more in it than there should be",
    step: fileFolder({ source, path, exact: true }),
    world: `${there}; put ${path}/own x`,
    asks: "differs",
    says: "there is more in /srv/site: own",
  },
  {
    title: "a folder of one of its files has another mode",
    step,
    world: `${there}; chmod 700 '${path}/a b/deep'`,
    afterwards: `[[ $(stat -c %a '${path}/a b/deep') == 755 ]]`,
  },
  {
    title: "a file is in the way of a folder",
    step,
    world: `mkdir -p ${path}; put '${path}/a b' x`,
    asks: "fails",
    code: 22,
    afterwards: `[[ -f '${path}/a b' ]]`,
  },
];
