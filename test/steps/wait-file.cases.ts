import { seconds } from "../../generator/dsl/units.ts";
import { waitFile } from "../../generator/steps/kinds/wait-file.ts";
import type { Case } from "./case.ts";

export const kind = "wait-file";
const path = "/run/app/ready now";
const span = { within: seconds(8), every: seconds(2) };
const later = "(/usr/bin/sleep 1; put '/run/app/ready now' ready) </dev/null >/dev/null 2>&1 3>&- &";

export const cases: readonly Case[] = [
  { title: "it is there", step: waitFile({ path, ...span }), world: `put '${path}' x`, asks: "holds" },
  { title: "a folder is as good", step: waitFile({ path, ...span }), world: `mkdir -p '${path}'`, asks: "holds" },
  {
    title: "it comes a moment later",
    step: waitFile({ path, within: seconds(600) }),
    world: later,
    moves: "the file comes while it is waited for",
    asks: "changes",
    afterwards: `[[ -e '${path}' ]]`,
  },
  {
    title: "it is not there",
    step: waitFile({ path, ...span }),
    asks: "fails",
    code: 23,
    says: "/run/app/ready now: it is not there, 4 tries",
  },
  {
    title: "it holds the text",
    step: waitFile({ path, holds: "-e state.*=ok", ...span }),
    world: `put '${path}' $'a\\nstate -e state.*=ok 1'`,
    asks: "holds",
  },
  {
    title: "a FIFO holds no text, and nobody waits for it",
    step: waitFile({ path, holds: "ready", ...span }),
    world: `mkdir -p /run/app; mkfifo '${path}'`,
    asks: "fails",
    code: 23,
    says: "it is not a regular file, 4 tries",
  },
  {
    title: "it holds another text, which is no pattern",
    step: waitFile({ path, holds: "state.*ok", ...span }),
    world: `put '${path}' 'state is ok'`,
    asks: "fails",
    code: 23,
    says: "it does not hold the text, 4 tries",
  },
];
