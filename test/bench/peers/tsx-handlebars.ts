// What one writes in an afternoon: every definition is imported, a template filled in, the script written.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import Handlebars from "handlebars";

const frame = readFileSync("frame.txt", "utf8").replaceAll("{{", "\\{{");
const template = Handlebars.compile(
  `#!/bin/bash
# {{ctid}} {{name}}
{{#each packages}}
apt-get install -y {{this}}
{{/each}}
{{#each files}}
printf '%s\\n' '{{content}}' >'{{path}}'
{{/each}}
{{#each commands}}
# {{title}}
{{check}} || {{apply}}
{{/each}}
${frame}`,
  { noEscape: true },
);
mkdirSync("out", { recursive: true });
for (const file of readdirSync("definitions").sort()) {
  const { default: container } = (await import(`${process.cwd()}/definitions/${file}`)) as {
    default: { ctid: number };
  };
  writeFileSync(`out/setup_${container.ctid}.sh`, template(container), { mode: 0o755 });
}
