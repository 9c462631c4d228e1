import { localFile } from "../../generator/dsl/local-file.ts";
import { fileLocal } from "../../generator/steps/kinds/file-local.ts";
import type { Case } from "./case.ts";

export const kind = "file-local";
const path = "/etc/some/where.bin";
const bytes = Uint8Array.from([0, 255, 10, 39, 36, 10]);
const binary = fileLocal({ source: localFile("files/x", bytes), path, mode: "0640", owner: "ubuntu", group: "adm" });
const source = localFile("files/x.sh", Buffer.from('#!/bin/sh\necho "it\'s $HOME"\n'), true);
const isText = `cmp ${path} <(printf '#!/bin/sh\\necho "it'\\''s $HOME"\\n')`;

export const cases: readonly Case[] = [
  {
    title: "bytes that are no text",
    step: binary,
    world: "account ubuntu",
    afterwards: `
      cmp ${path} <(printf '\\0\\377\\n\\047$\\n')
      [[ $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]`,
  },
  {
    title: "text, executable as it is beside the definition",
    step: fileLocal({ source, path }),
    afterwards: `${isText}; [[ $(stat -c '%a %U' ${path}) == '755 root' ]]`,
  },
  {
    title: "what differs is told",
    step: fileLocal({ source: localFile("files/x", Buffer.from("new\n")), path }),
    world: `put ${path} old`,
    asks: "differs",
    says: "-old\n\\+new\n",
  },
  {
    title: "what differs in bytes is not",
    step: fileLocal({ source: localFile("files/x", bytes), path }),
    world: `put ${path} old`,
    asks: "differs",
    says: "has other content",
    hides: "old",
  },
  {
    title: "empty",
    step: fileLocal({ source: localFile("files/x", new Uint8Array()), path }),
    afterwards: `[[ -f ${path} && ! -s ${path} ]]`,
  },
  {
    title: "it is so",
    step: fileLocal({ source: localFile("files/x", Buffer.from("x\n")), path }),
    world: `put ${path} x`,
    asks: "holds",
  },
];
