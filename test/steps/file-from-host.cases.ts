import { fileFromHost } from "../../generator/steps/file-from-host.ts";
import type { Case } from "./case.ts";

export const kind = "file-from-host";
const path = "/opt/from host";
const bytes = Uint8Array.from({ length: 512 }, (_, i) => i % 256);

export const cases: readonly Case[] = [
  {
    title: "any bytes",
    step: fileFromHost({ source: "/root/x", path, mode: "0600", owner: "ubuntu" }),
    world: "account ubuntu",
    hostFile: bytes,
    then: `
      [[ $(stat -c '%a %U %G %s' '${path}') == '600 ubuntu root 512' ]]
      cmp '${path}' <(for i in {0..511}; do printf "\\\\x$(printf %x $((i % 256)))"; done)`,
  },
  {
    title: "empty",
    step: fileFromHost({ source: "/root/x", path }),
    hostFile: "",
    then: `[[ -f '${path}' && ! -s '${path}' ]]`,
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
    then: `[[ $(<'${path}') == new ]]`,
  },
];
