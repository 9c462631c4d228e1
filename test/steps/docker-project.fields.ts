import { word } from "../../generator/bash/word.ts";
import { seconds } from "../../generator/dsl/units.ts";
import { dockerCompose } from "../../generator/steps/kinds/docker-compose.ts";
import { dockerDaemon } from "../../generator/steps/kinds/docker-daemon.ts";
import { dockerVolume } from "../../generator/steps/kinds/docker-volume.ts";
import { type Field, inFolder, oneLine } from "./field.ts";

const name = "p";
const file = "services:\n  a:\n    image: some/image:1\n";
const there = "image some/image:1 1; in_registry some/image:1 1";
const compose = (options: object) => dockerCompose({ name, file, within: seconds(2), stable: seconds(1), ...options });
/** What an .env file cannot hold: see `docker.compose`. */
const noLooseBackslash = (text: string) => oneLine(text).replace(/\\(?=[\\']|$)/g, "/");

/** Docker projects and what they consist of. */
export const fields: readonly Field[] = [
  {
    kind: "docker-compose",
    field: "file",
    fit: oneLine,
    step: (text) => compose({ file: `${file}# ${text}\n` }),
    world: there,
    see: `content /opt/${name}/compose.yaml ${word(`${file}# `)} $'\\n'`,
  },
  {
    kind: "docker-compose",
    field: "folder",
    fit: inFolder,
    step: (text) => compose({ folder: `/srv/x${text}` }),
    world: there,
    see: 'is_there "/srv/x$expected/compose.yaml"',
  },
  {
    kind: "docker-compose",
    field: "environment",
    fit: noLooseBackslash,
    step: (text) => compose({ environment: { A: text } }),
    world: there,
    see: `expected=\${expected//\\'/\\\\\\'} content /opt/${name}/.env "A='" "'"$'\\n'`,
  },
  {
    kind: "docker-compose",
    field: "environmentFile",
    fit: inFolder,
    step: (text) => compose({ environmentFile: `/root/x${text}` }),
    world: `${there}; put "/root/x$expected" A=1`,
    see: "argument docker /root/x",
  },
  {
    kind: "docker-daemon",
    field: "settings",
    needs: ["jq"],
    step: (text) => dockerDaemon({ settings: { a: text } }),
    world: "program dockerd; unit docker enabled active",
    see: 'cmp <(jq --join-output .a /etc/docker/daemon.json) <(printf %s "$expected")',
  },
  {
    kind: "docker-volume",
    field: "options",
    fit: oneLine,
    step: (text, unique) => dockerVolume({ name: unique, options: { o: text } }),
    see: "argument docker o=",
  },
];
