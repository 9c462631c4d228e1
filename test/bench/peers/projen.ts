// One text file a container, synthesised by projen: marked, made read-only, and compared with what is there.
import { readdirSync, readFileSync } from "node:fs";
import { Project, TextFile } from "projen";

interface Container {
  readonly ctid: number;
  readonly name: string;
  readonly packages: readonly string[];
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly commands: readonly { readonly title: string; readonly check: string; readonly apply: string }[];
}

const frame = readFileSync("frame.txt", "utf8").split("\n");
const project = new Project({ name: "fleet", outdir: "projen-out", commitGenerated: false });
for (const file of readdirSync("definitions").sort()) {
  const { default: one } = (await import(`${process.cwd()}/definitions/${file}`)) as { default: Container };
  new TextFile(project, `out/setup_${one.ctid}.sh`, {
    executable: true,
    lines: [
      "#!/bin/bash",
      `# ${one.ctid} ${one.name}`,
      ...one.packages.map((name) => `apt-get install -y ${name}`),
      ...one.files.map(({ path, content }) => `printf '%s\\n' '${content}' >'${path}'`),
      ...one.commands.flatMap(({ title, check, apply }) => [`# ${title}`, `${check} || ${apply}`]),
      ...frame,
    ],
  });
}
project.synth();
