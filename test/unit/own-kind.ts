import { readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./in-process.ts";
export const script = (folder: string): string =>
  readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_101.sh"), "utf8");

/** A container whose one step is made by this expression; `x` is all that definitions/x.ts exports. */
export const container = (steps: string): string => `
import { application, gib, inside, local, mib, onHost, sh } from "phoenix-setup";
import * as x from "./x.ts";
export default application({
  ctid: 101, name: "own", unprivileged: true, memory: mib(1024), cores: 1, disk: gib(10),
  network: { ip: "10.0.0.30/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:E0" },
  steps: [${steps}],
});
`;

export const MOTD = `
import { local, sh } from "phoenix-setup";
import { defineStep, schemas, z } from "phoenix-setup/step";
export const motd = defineStep({
  kind: "motd",
  schema: z.strictObject({ text: z.string().max(20), mode: schemas.fileMode.default("0640") }),
  title: ({ text }) => \`message of the day: \${text}\`,
  check: ({ text }) => sh\`cmp --quiet /etc/motd <(printf '%s\\n' \${text})\`,
  apply: ({ text, mode }) => sh\`install -m \${mode} <(printf '%s\\n' \${text}) /etc/motd\`,
});
`;

export const own = (kind: string, steps: string, files: Record<string, string> = {}) =>
  project({ "definitions/101-own.ts": container(steps), "definitions/x.ts": kind, ...files });

/** A kind with a template in a file. */
export const templated = (template: string, call = "x.made({ text: 'a b' })", more = "") =>
  own(
    `
import { local } from "phoenix-setup";
import { defineStep, schemas, z } from "phoenix-setup/step";
export const made = defineStep({
  kind: "made",
  schema: z.strictObject({ text: z.string().optional(), list: z.array(z.string()).optional(), on: schemas.steps.optional() }),
  template: local("made.sh.hbs"),${more}
});
`,
    call,
    { "definitions/made.sh.hbs": template },
  );

/** The findings of \`check\`, as code, place and message. */
export const findings = async ({ run }: ReturnType<typeof project>): Promise<string[]> =>
  (
    JSON.parse((await run("check", "--json", "--no-types", "--no-lint")).out) as {
      findings: { code: string; message: string; place: { file: string; line: number } }[];
    }
  ).findings.map(({ code, message, place }) => `${code} ${place.file}:${place.line} ${message}`);
