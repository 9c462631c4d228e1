import { cronJob } from "../../generator/steps/kinds/cron-job.ts";
import { lxcOptions } from "../../generator/steps/kinds/lxc-options.ts";
import { secretFromEnvironment } from "../../generator/steps/kinds/secret-from-environment.ts";
import { secretGenerated } from "../../generator/steps/kinds/secret-generated.ts";
import { systemEnvironment } from "../../generator/steps/kinds/system-environment.ts";
import { tlsSelfSigned } from "../../generator/steps/kinds/tls-self-signed.ts";
import { userSshKeys } from "../../generator/steps/kinds/user-ssh-keys.ts";
import { type Field, inFolder, oneLine } from "./field.ts";

const at = (text: string, unique: string) => `/opt/${unique}/x${text}y`;
const there = (unique: string) => `is_there "/opt/${unique}/x\${expected}y"`;

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtKkxGWjQz9n0DrBFbOGZPS3vAPhZGVQmUkBAvFpNJZ";
const self = { names: ["case.internal"], certificate: "/etc/ssl/case.crt", key: "/etc/ssl/case.key" };

/** One line without the blanks, or anything else, at its ends that a field does not take. */
const inner = (text: string): string => `x${oneLine(text)}y`;

/** What pam_env makes of a line: a quote that the value begins with is taken away, and one at its end. */
const pam = String.raw`
  pam=$(sed -n 's/^VALUE=//p' /etc/environment)
  [[ $pam != [\"\']* ]] || { pam=${"$"}{pam:1} && pam=${"$"}{pam%[\"\']}; }
  [[ $pam == "$expected" ]]`;

export const fields: readonly Field[] = [
  {
    kind: "secret-generated",
    field: "path",
    fit: inFolder,
    step: (text, unique) => secretGenerated({ path: at(text, unique) }),
    see: there,
  },
  {
    kind: "secret-generated",
    field: "envFile.path",
    fit: inFolder,
    step: (text, unique) => secretGenerated({ path: "/etc/secret", envFile: { path: at(text, unique), key: "KEY" } }),
    see: there,
  },
  {
    kind: "secret-from-environment",
    field: "path",
    fit: inFolder,
    step: (text, unique) => secretFromEnvironment({ variable: "A_TOKEN", path: at(text, unique) }),
    hostFile: "x",
    see: there,
  },
  {
    kind: "cron-job",
    field: "command",
    fit: inner,
    world: "note_calls cron",
    step: (text, unique) => cronJob({ name: unique, schedule: "@daily", command: text, environment: { PATH: "/bin" } }),
    // As cron reads a command.
    see: (unique) => `
      perl -pe 's/\\\\([\\\\%])/$1/g' "/etc/cron.d/${unique}" >/tmp/read
      content /tmp/read $'PATH="/bin"\n@daily root ' $'\n'`,
  },
  {
    kind: "cron-job",
    field: "environment",
    world: "note_calls cron",
    fit: (text) => inner(text).replaceAll("'", "’"),
    step: (text, unique) =>
      cronJob({ name: unique, schedule: "@daily", command: "true", environment: { VALUE: text } }),
    see: (unique) => `
      value=$(sed -n 's/^VALUE=//p' "/etc/cron.d/${unique}")
      [[ \${value:0:1} == "\${value: -1}" && \${value:1:-1} == "$expected" ]]`,
  },
  {
    kind: "user-ssh-keys",
    field: "keys",
    fit: inner,
    step: (text) => userSshKeys({ user: "root", keys: [`${key} ${text}`], only: true }),
    see: `content /root/.ssh/authorized_keys '${key} ' $'\n'`,
  },
  {
    kind: "system-environment",
    field: "variables",
    fit: (text) => {
      const line = inner(text).replaceAll("#", "♯");
      return line.includes("'") ? line.replace(/["$\\`]/g, "·") : line;
    },
    step: (text) => systemEnvironment({ variables: { VALUE: text }, profile: "case" }),
    see: `
      ${pam} &&
      (VALUE='' && . /etc/environment && [[ $VALUE == "$expected" ]]) &&
      (VALUE='' && . /etc/profile.d/case.sh && [[ $VALUE == "$expected" ]])`,
  },
  {
    kind: "lxc-options",
    field: "description",
    fit: inner,
    step: (text) => lxcOptions({ description: text }),
    world: "echo 'hostname: case' >/host/etc/pve/lxc/900.conf",
    see: "argument pct",
  },
  {
    kind: "tls-self-signed",
    field: "certificate",
    fit: inFolder,
    step: (text, unique) => tlsSelfSigned({ ...self, certificate: at(text, unique) }),
    world: "program openssl",
    needs: ["openssl"],
    see: there,
  },
  {
    kind: "tls-self-signed",
    field: "subject",
    fit: (text) => `x${[...oneLine(text)].slice(0, 60).join("")}y`,
    step: (text) => tlsSelfSigned({ ...self, subject: { organization: text, commonName: "n" } }),
    world: "program openssl",
    needs: ["openssl"],
    see: `[[ $(openssl x509 -noout -subject -nameopt utf8,sep_multiline,sname <${self.certificate}) == $'subject=\n    O='"$expected"$'\n    CN=n' ]]`,
  },
  {
    kind: "tls-self-signed",
    field: "key",
    fit: inFolder,
    step: (text, unique) => tlsSelfSigned({ ...self, key: at(text, unique) }),
    world: "program openssl",
    needs: ["openssl"],
    see: there,
  },
];
