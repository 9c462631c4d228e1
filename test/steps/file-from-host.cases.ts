import { createHash } from "node:crypto";
import { fileFromHost } from "../../generator/steps/kinds/file-from-host.ts";
import type { Case } from "./case.ts";

export const kind = "file-from-host";
const path = "/opt/from host";
const bytes = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
const sum = createHash("sha256").update(bytes).digest("hex");

export const cases: readonly Case[] = [
  {
    title: "any bytes",
    step: fileFromHost({ source: "/root/x", path, mode: "0600", owner: "ubuntu" }),
    world: "account ubuntu",
    hostFile: bytes,
    afterwards: `
      [[ $(stat -c '%a %U %G %s' '${path}') == '600 ubuntu root 512' ]]
      [[ $(sha256sum <'${path}') == '${sum}  -' ]]`,
  },
  {
    title: "empty",
    step: fileFromHost({ source: "/root/x", path }),
    hostFile: "",
    afterwards: `[[ -f '${path}' && ! -s '${path}' ]]`,
  },
  {
    title: "a secret",
    step: fileFromHost({ source: "/root/x", path, mode: "0600" }),
    hostFile: "the_secret\n",
    secret: "the_secret",
    says: "/opt/from host written, 11 bytes",
  },
  {
    title: "as it is there",
    step: fileFromHost({ source: "/root/x", path }),
    hostFile: "x\n",
    world: `put '${path}' x`,
    asks: "holds",
  },
  {
    title: "other content",
    step: fileFromHost({ source: "/root/x", path }),
    hostFile: "new",
    world: `put '${path}' x`,
    afterwards: `[[ $(<'${path}') == new ]]`,
  },
];
