import { seconds } from "../../generator/dsl/units.ts";
import { waitNames } from "../../generator/steps/kinds/wait-names.ts";
import type { Case } from "./case.ts";

export const kind = "wait-names";
const span = { within: seconds(8), every: seconds(2) };

export const cases: readonly Case[] = [
  {
    title: "they resolve",
    step: waitNames({ names: ["localhost", "archive.ubuntu.com"], ...span }),
    asks: "holds",
  },
  {
    title: "one does a moment later",
    step: waitNames({ names: ["localhost", "db.example.com"], within: seconds(600) }),
    world: "(/usr/bin/sleep 1; printf '192.0.2.9 db.example.com\\n' >>/etc/hosts) </dev/null >/dev/null 2>&1 3>&- &",
    moves: "the name comes while it is waited for",
    asks: "changes",
    afterwards: "getent hosts db.example.com",
  },
  {
    title: "one does not",
    step: waitNames({ names: ["db.example.com", "localhost"], ...span }),
    asks: "fails",
    code: 23,
    says: "'db.example.com' does not resolve, 4 tries",
  },
];
