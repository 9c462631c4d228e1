import { sh } from "../../generator/dsl/shell.ts";
import { checkTemplates } from "../../generator/render/custom-templates.ts";
import { defineStep, schemas, z } from "../../generator/step.ts";
import { DOCUMENTED } from "../../generator/steps/options/guard.ts";
import type { Case } from "./case.ts";

export const kind = "own-step";

const motd = defineStep({
  kind: "motd",
  schema: z.strictObject({ text: schemas.text, mode: schemas.fileMode.default("0640") }),
  check: ({ text }) => sh`[[ -e /etc/motd ]] && cmp /etc/motd <(printf '%s\n' ${text})`,
  apply: ({ text, mode }) => sh`install -m ${mode} <(printf '%s\n' ${text}) /etc/motd`,
  verify: sh`[[ -s /etc/motd ]]`,
});

const asked = defineStep({
  kind: "asked",
  schema: z.strictObject({ file: schemas.filePath }),
  verify: ({ file }) => sh`[[ -e ${file} ]]`,
});

const noted = defineStep({
  kind: "noted",
  schema: z.strictObject({ user: schemas.owner, word: z.string() }),
  apply: ({ word }) => sh`printf %s ${word} >note`,
  asUser: ({ user }) => user,
});

const TEMPLATE = `{{!-- reads: lines, path, mode, setup --}}
# What the file shall hold.
{{fn}}_text() {
  printf '%s\\n' {{argv lines}}
}

{{fn}}_check() {
{{#if mark}}
  ! restart_is_due {{mark}} || differs "something has changed" || return
{{/if}}
  text_is {{path}} 644 root root {{fn}}_text
}

{{fn}}_apply() {
{{#if setup}}
{{bash setup}}
{{/if}}
  put_file {{path}} 644 root root {{fn}}_text || return
  report_wait port closed
  pause 1
  warn careful
  report_wait port closed
{{#if mark}}
  rm -f -- "$container_root/var/lib/phoenix-setup/due-"{{mark}}
{{/if}}
}
`;
const listed = defineStep({
  kind: "listed",
  schema: z.strictObject({
    path: schemas.filePath,
    lines: z.array(z.string()),
    setup: schemas.shell.optional(),
    after: schemas.steps.optional(),
  }),
  template: TEMPLATE,
  shared: ["file", "file-change"],
  runOn: ({ after = [] }) => after,
});

const words = ["a b", "", "it's", "$(reboot)", "-n"];
const again = listed({ path: "/etc/list", lines: ["a"], after: [motd({ text: "x" })] });
const due = `/var/lib/phoenix-setup/due-${again.restartOn[0]?.unit}`;

export const cases: readonly Case[] = [
  {
    title: "of Bash, with its schema's defaults",
    step: motd({ text: "it's $(reboot)" }),
    afterwards: `[[ $(</etc/motd) == "it's \\$(reboot)" && $(stat -c %a /etc/motd) == 640 ]]`,
  },
  {
    title: "that only verifies",
    step: asked({ file: "/etc/made" }),
    world: "put /etc/made x",
    asks: "holds",
  },
  { title: "whose verify fails", step: asked({ file: "/etc/made" }), asks: "fails", code: 28 },
  {
    title: "that runs once, as a user",
    step: noted({ user: "ubuntu", word: "a 'word'" }),
    world: "account ubuntu",
    afterwards: `[[ $(</home/ubuntu/note) == "a 'word'" ]]`,
  },
  {
    title: "with a template, and functions of ours",
    step: listed({ path: "/etc/a list", lines: words, setup: sh`mkdir -p ${"/etc/a folder"}` }),
    world: "put '/etc/a list' old",
    says: "\\+it's.*careful",
    afterwards: `[[ -d '/etc/a folder' && $(<'/etc/a list') == $'a b\\n\\nit\\'s\\n$(reboot)\\n-n' ]]`,
    faults: true,
  },
  {
    title: "with a template, once more when another step has changed something",
    step: again,
    world: `put /etc/list a; put ${due} ''`,
    says: "something has changed",
    afterwards: `[[ ! -e ${due} ]]`,
  },
];

// One of them in a script is enough for all of them.
for (const { title, step } of cases) {
  if (!DOCUMENTED.every((part) => step.shared.includes(part)))
    throw new Error(`${title}: its Bash cannot call the documented functions`);
}

const findings = await checkTemplates(
  cases.map(({ step }) => step),
  () => undefined,
);
if (findings.length > 0) throw new Error(JSON.stringify(findings, null, 2));
