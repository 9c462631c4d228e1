import { localFile } from "../../generator/dsl/local-file.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { fileTemplate } from "../../generator/steps/kinds/file-template.ts";
import type { Case } from "./case.ts";

export const kind = "file-template";
const path = "/etc/app/app.conf";
const template = localFile(
  "files/app.conf.hbs",
  Buffer.from("# app\nname={{name}}\n{{#each ports}}\nport={{this}}\n{{/each}}\n"),
);
const variables = { name: "it's $HOME", ports: [80, 443] };
const step = fileTemplate({ template, variables, format: "shell", path, mode: "0640", owner: "ubuntu", group: "adm" });

export const cases: readonly Case[] = [
  {
    title: "filled",
    step,
    world: "account ubuntu",
    afterwards: `
      cmp ${path} <(printf '%s\\n' '# app' "name='it'\\\\''s \\$HOME'" port=80 port=443)
      [[ $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]
      [[ $(. ${path} && printf %s "$name") == "it's \\$HOME" ]]`,
  },
  {
    title: "what differs is told",
    step: fileTemplate({ template, variables: { name: "x", ports: [] }, path }),
    world: `put ${path} $'# app\\nname=y'`,
    asks: "differs",
    says: "-name=y\n\\+name=x\n",
  },
  {
    title: "run-time values",
    step: fileTemplate({ template, variables: { name: lxcConfig("name"), ports: [] }, path }),
    values: { lxc_name: "$(x) 'y'" },
    afterwards: `[[ $(tail -n 1 ${path}) == "name=\\$(x) 'y'" ]]`,
  },
  {
    title: "it is so",
    step: fileTemplate({ template, variables: { name: "x", ports: [] }, path }),
    world: `put ${path} $'# app\\nname=x'`,
    asks: "holds",
  },
];
