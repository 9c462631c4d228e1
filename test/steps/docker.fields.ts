import { seconds } from "../../generator/dsl/units.ts";
import { dockerContainer } from "../../generator/steps/kinds/docker-container.ts";
import { dockerImage } from "../../generator/steps/kinds/docker-image.ts";
import { dockerImageFromHost } from "../../generator/steps/kinds/docker-image-from-host.ts";
import { dockerLogLine } from "../../generator/steps/kinds/docker-log-line.ts";
import { dockerTrial } from "../../generator/steps/kinds/docker-trial.ts";
import { type Field, inFolder, noLastLines, oneLine } from "./field.ts";

const name = "some";
const image = "some/image:1";
const there = `image ${image} 1`;
const span = { within: seconds(1), every: seconds(1) };
const url = "http://localhost/";
const noColon = (text: string) => text.replace(/[:,]/g, ";");
const container = (options: object) => dockerContainer({ name, image, ...options });
const trial = (options: object) => dockerTrial({ name, image, ...options });
const answers = "mkdir -p /var/world/urls/default; answers default 200";

export const fields: readonly Field[] = [
  {
    kind: "docker-container",
    field: "arguments",
    step: (text) => container({ arguments: ["x", text] }),
    world: there,
    see: "argument docker",
  },
  {
    kind: "docker-container",
    field: "environment",
    step: (text) => container({ environment: { A: text } }),
    world: there,
    see: "argument docker A=",
  },
  {
    kind: "docker-container",
    field: "labels",
    step: (text) => container({ labels: { a: text } }),
    world: there,
    see: "argument docker a=",
  },
  {
    kind: "docker-container",
    field: "volumes",
    fit: noColon,
    step: (text) => container({ volumes: [`x${text}:/y${text}`] }),
    world: there,
    see: 'argument docker x ":/y$expected"',
  },
  {
    kind: "docker-image",
    field: "load",
    fit: (text) => inFolder(oneLine(text)),
    step: (text) => dockerImage({ image, load: `/opt/x${text}` }),
    world: `printf 'image ${image} 1\\n' >"/opt/x$expected"`,
    see: "argument docker /opt/x",
  },
  {
    kind: "docker-image-from-host",
    field: "file",
    fit: inFolder,
    step: (text) => dockerImageFromHost({ image, file: `/srv/x${text}` }),
    world: `rm -f /var/world/images/*; mkdir -p /host/srv; printf 'image ${image} 1\\n' >"/host/srv/x$expected"`,
    see: "is_there '/var/world/images/some%image:1'",
  },
  {
    kind: "docker-log-line",
    field: "line",
    fit: (text) => `x${oneLine(text)}`,
    step: (line) => dockerLogLine({ container: name, line, ...span }),
    part: "verify",
    world: `[[ -d /var/world/containers/${name} ]] || { ${there}; container ${name} ${image}; }; printf 'a\\nb%sc\\n' "$expected" >/var/world/containers/${name}/log; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep",
  },
  {
    kind: "docker-trial",
    field: "arguments",
    step: (text) => trial({ arguments: [text] }),
    part: "verify",
    world: there,
    see: "argument docker",
  },
  {
    kind: "docker-trial",
    field: "expect",
    fit: noLastLines,
    step: (expect) => trial({ expect }),
    part: "verify",
    world: `${there}; mkdir -p /var/world/behaviours; printf %s 'output=$(cat "$world/expected"; printf .)' >/var/world/behaviours/some%image:1; printf %s "a$expected" >/var/world/expected`,
    see: "true",
  },
  {
    kind: "docker-trial",
    field: "until.line",
    fit: (text) => `x${oneLine(text)}`,
    step: (line) => trial({ until: { line, ...span } }),
    part: "verify",
    world: `${there}; mkdir -p /var/world/behaviours; printf %s 'log=$(cat "$world/expected")$'"'\\\\n'" >/var/world/behaviours/some%image:1; printf %s "a$expected" >/var/world/expected; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep",
  },
  {
    kind: "docker-trial",
    field: "probe.body",
    step: (body) => trial({ probe: { url, body, ...span } }),
    part: "verify",
    world: `${there}; ${answers}`,
    see: "content /var/world/posted",
  },
];
