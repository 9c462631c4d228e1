import { call, makers } from "./option-trees.ts";
import { PRELUDE, pool } from "./pool.ts";
import type { Random } from "./random.ts";

const IMPORTS = `import * as all from "phoenix-setup";
import { application, apt, command, env, gib, hypervisorConfig, inside, local, localFolder, lxcConfig, mib, minutes, onHost, seconds, sh, template, text } from "phoenix-setup";
const { ${[...new Set(makers.map(({ name }) => name.replace(/\..*/, "")))].filter((name) => !/^(apt|command)$/.test(name)).join(", ")} } = all;
`;

/** A definition with random steps of every kind, and now and then an option of its own that is wrong. */
export function container(random: Random, ctid: number): string {
  const fields: Record<string, string> = {
    ctid: String(ctid),
    name: `"ct${ctid}"`,
    unprivileged: String(random.oneIn(2)),
    memory: "mib(2048)",
    cores: "2",
    disk: "gib(32)",
    network: `{ ip: "10.0.${ctid % 200}.2/24", gateway: "10.0.${ctid % 200}.1", mac: "52:54:00:00:${hex(ctid >> 8)}:${hex(ctid)}" }`,
    features: "{ nesting: true, keyctl: true }",
  };
  const kind = random.oneIn(3) ? "template" : "application";
  if (kind === "template") fields["snapshot"] = '"ready"';
  if (random.oneIn(4)) fields["gpus"] = "[0]";
  if (random.oneIn(6)) fields["accept"] = '[{ code: "D302", reason: "it is only a trial" }]';
  const steps = Array.from({ length: 1 + random.below(4) }, () => call(random.pick(makers), random));
  fields["steps"] = `[tools, said, ${steps.join(",\n    ")}]`;
  for (const name of Object.keys(fields)) {
    const change = random.below(150);
    if (change === 0) delete fields[name];
    if (change === 1) fields[name] = random.pick(pool).source;
  }
  if (random.oneIn(60)) fields[`field${random.below(3)}`] = random.pick(pool).source;
  const lines = Object.entries(fields).map(([name, value]) => `  ${name}: ${value},`);
  return `${IMPORTS}${PRELUDE}\nexport default ${kind}({\n${lines.join("\n")}\n});\n`;
}

const hex = (number: number): string => (number & 255).toString(16).padStart(2, "0");
