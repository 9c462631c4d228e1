import { seconds } from "../../generator/dsl/units.ts";
import { waitFile } from "../../generator/steps/kinds/wait-file.ts";
import { waitLogLine } from "../../generator/steps/kinds/wait-log-line.ts";
import { waitNeighbour } from "../../generator/steps/kinds/wait-neighbour.ts";
import { type Field, inFolder, oneLine } from "./field.ts";
import { neighbour } from "./neighbour.ts";

const span = { within: seconds(1), every: seconds(1) };
const inLine = (text: string) => `x${text.replaceAll("\n", "·")}`;
const logged = (text: string) => `x${oneLine(text)}`;

/** Waits, for what is text in them. */
export const fields: readonly Field[] = [
  {
    kind: "wait-file",
    field: "path",
    fit: inFolder,
    step: (text) => waitFile({ path: `/srv/x${text}`, ...span }),
    part: "verify",
    world: 'rm -f /srv/*; : >"/srv/x$expected"',
    see: "true",
  },
  {
    kind: "wait-file",
    field: "holds",
    fit: inLine,
    step: (holds) => waitFile({ path: "/srv/log", holds, ...span }),
    part: "verify",
    world: `printf 'a\\nb%sc\\n' "$expected" >/srv/log; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep --regexp=",
  },
  {
    kind: "wait-log-line",
    field: "line, of a file",
    fit: logged,
    step: (line) => waitLogLine({ file: "/srv/log", line, ...span }),
    part: "verify",
    world: `printf 'a\\nb%sc\\n' "$expected" >/srv/log; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep --regexp=",
  },
  {
    kind: "wait-log-line",
    field: "line, of a unit",
    fit: logged,
    step: (line) => waitLogLine({ unit: "app", line, ...span }),
    part: "verify",
    world: `[[ -d /var/world/units/app.service ]] || unit app active; printf 'a\\nb%sc\\n' "$expected" >/var/world/journal; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep --regexp=",
  },
  {
    kind: "wait-log-line",
    field: "file",
    fit: inFolder,
    step: (text) => waitLogLine({ file: `/srv/x${text}`, line: "a", ...span }),
    part: "verify",
    world: 'rm -f /srv/*; echo a >"/srv/x$expected"',
    see: "true",
  },
  {
    kind: "wait-neighbour",
    field: "file",
    fit: inFolder,
    step: (text) => waitNeighbour({ container: neighbour, file: `/srv/x${text}`, ...span }),
    part: "verify",
    world: 'mkdir -p /var/world/neighbours/800/root/srv; : >"/var/world/neighbours/800/root/srv/x$expected"',
    see: "argument pct /srv/x",
  },
];
