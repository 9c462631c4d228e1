import { sh } from "../../generator/dsl/shell.ts";
import { mib } from "../../generator/dsl/units.ts";
import { command } from "../../generator/steps/kinds/command.ts";
import { containerReady } from "../../generator/steps/kinds/container-ready.ts";
import { diskFree } from "../../generator/steps/kinds/disk-free.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileDirectory as directory } from "../../generator/steps/kinds/file-directory.ts";
import { fileFromHost } from "../../generator/steps/kinds/file-from-host.ts";
import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import { scriptRun } from "../../generator/steps/kinds/script-run.ts";
import { secretFromHost } from "../../generator/steps/kinds/secret-from-host.ts";
import { snapshotCleanup } from "../../generator/steps/kinds/snapshot-cleanup.ts";
import { type Field, inFolder } from "./field.ts";

const at = (text: string, unique: string) => `/opt/${unique}/x${text}y`;
const there = (unique: string) => `is_there "/opt/${unique}/x\${expected}y"`;
const script = '#!/bin/bash\nprintf "%s" "$1" >/tmp/said\n';
/** Nothing after the exit is read, so any text may follow. */
const copies = '#!/bin/bash\ncp -- "$0" /tmp/said\nexit\n';
const json = (text: string, unique: string) => ({ path: `/etc/${unique}.json`, merge: { [`k${text}`]: [text] } });

export const fields: readonly Field[] = [
  {
    kind: "command",
    field: "apply",
    step: (text) =>
      command({
        title: "x",
        check: sh`true`,
        apply: sh`printf '%s' ${text} >/tmp/said; ${sh`printf '%s' ${["", text]} >>/tmp/said`}`,
      }),
    see: 'content /tmp/said "$expected"',
  },
  {
    kind: "command",
    field: "check",
    step: (text) => command({ title: "x", check: sh`printf %s ${text} >/tmp/said`, apply: sh`true` }),
    part: "check",
    see: "content /tmp/said",
  },
  {
    kind: "command",
    field: "verify",
    step: (text) => command({ title: "x", apply: sh`true`, verify: sh`printf %s ${text} >/tmp/said` }),
    part: "verify",
    see: "content /tmp/said",
  },
  {
    kind: "container-ready",
    field: "names",
    step: (text) => containerReady({ names: ["localhost", text] }),
    part: "verify",
    world: "note_calls getent",
    see: "argument getent",
  },
  {
    kind: "file-directory",
    field: "path",
    fit: inFolder,
    step: (text, unique) => directory({ path: at(text, unique), mode: "700" }),
    see: there,
  },
  {
    kind: "disk-free",
    field: "path",
    fit: inFolder,
    step: (text, unique) => diskFree({ path: at(text, unique), atLeast: mib(1) }),
    part: "verify",
    world: (_text, unique) => `note_calls df 'echo 100'; mkdir -p "/opt/${unique}/x\${expected}y"`,
    see: (unique) => `argument df '/opt/${unique}/x' y`,
  },
  {
    kind: "file-content",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileContent({ path: at(text, unique), content: "x" }),
    see: there,
  },
  {
    kind: "file-content",
    field: "content",
    step: (content) => fileContent({ path: "/etc/content", content }),
    see: "content /etc/content",
  },
  {
    kind: "file-from-host",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileFromHost({ source: "/x", path: at(text, unique) }),
    hostFile: "x",
    see: there,
  },
  {
    kind: "secret-from-host",
    field: "path",
    fit: inFolder,
    step: (text, unique) => secretFromHost({ source: "/x", path: at(text, unique) }),
    hostFile: "x",
    see: there,
  },
  {
    kind: "file-json",
    field: "path",
    needs: ["jq"],
    fit: inFolder,
    step: (text, unique) => fileJson({ path: at(text, unique), merge: {} }),
    see: there,
  },
  {
    kind: "file-json",
    field: "merge",
    needs: ["jq"],
    step: (text, unique) => fileJson(json(text, unique)),
    see: (unique) =>
      `jq --raw-output --join-output 'to_entries[0] | .key[1:], .value[0]' /etc/${unique}.json >/tmp/said && content /tmp/said "$expected"`,
  },
  {
    kind: "script-run",
    field: "script",
    step: (text) => scriptRun({ script: `${copies}${text}`, check: sh`true` }),
    see: `content /tmp/said '${copies}'`,
  },
  {
    kind: "script-run",
    field: "arguments",
    step: (text) => scriptRun({ script, arguments: [text], check: sh`true` }),
    see: "content /tmp/said",
  },
  {
    kind: "script-run",
    field: "path",
    fit: inFolder,
    step: (text, unique) => scriptRun({ path: at(text, unique), check: sh`true` }),
    world: (_text, unique) =>
      `mkdir -p /opt/${unique}; printf '#!/bin/bash\\nprintf %%s "$0" >/tmp/said\\n' >"/opt/${unique}/x\${expected}y"; chmod 755 "/opt/${unique}/x\${expected}y"`,
    see: (unique) => `content /tmp/said '/opt/${unique}/x' y`,
  },
  {
    kind: "snapshot-cleanup",
    field: "secrets",
    fit: inFolder,
    step: (text, unique) => snapshotCleanup({ secrets: [at(text, unique)] }),
    world: (_text, unique) => `mkdir -p /opt/${unique}; : >"/opt/${unique}/x\${expected}y"; : >/opt/${unique}/other`,
    see: (unique) => `[[ ! -e "/opt/${unique}/x\${expected}y" && -e /opt/${unique}/other ]]`,
  },
];
