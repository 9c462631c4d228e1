/** Definitions of the fleet that edits are tried on: the parent, and a clone of each kind. */
const COUNT = 12;

/** A definition of the fleet; `change` overrides its fields, as source text. */
export function member(ctid: number, change: Readonly<Record<string, string>> = {}): string {
  const fields: Record<string, string> = {
    ctid: String(ctid),
    name: `"ct${ctid}"`,
    ...(ctid === 900 ? { unprivileged: "true", snapshot: '"base"' } : { cloneOf: "base" }),
    memory: "mib(2048)",
    cores: "2",
    disk: "gib(32)",
    network: `{ ip: "10.0.0.${ctid - 800}/24", gateway: "10.0.0.1", mac: "52:54:00:00:00:${(ctid - 850).toString(16).padStart(2, "0")}" }`,
    steps: stepsOf(ctid),
    ...change,
  };
  return [
    'import { apt, application, command, file, gib, local, localFolder, lxc, mib, sh, template } from "phoenix-setup";',
    'import { banner } from "./steps/banner.ts";',
    'import { installed } from "steps-package";',
    'import host from "./host.ts";',
    'import { packages } from "./shared.ts";',
    'import { piece } from "./pieces/piece";',
    ...(ctid === 900 ? [] : ['import base from "./900-base.ts";']),
    "",
    `export default ${ctid === 900 ? "template" : "application"}({`,
    ...Object.entries(fields).map(([name, value]) => `  ${name}: ${value},`),
    "});",
    "",
  ].join("\n");
}

/** Each seventh kind of container depends on something else, so that an edit concerns some of them and not others. */
const stepsOf = (ctid: number): string =>
  [
    '[apt.packages({ packages: ["curl"] }), file.fromHost({ source: "/tank/shared/motd", path: "/etc/motd.tail" })]',
    '[apt.packages({ packages: packages("jq") })]',
    '[file.local({ path: "/etc/motd", source: local("files/motd") })]',
    '[banner({ text: "Keep out" })]',
    "[installed()]",
    '[file.content({ path: "/etc/domain", content: host.facts.domain })]',
    '[file.folder({ path: "/srv/site", source: localFolder("files/site") }), command({ title: "piece", check: sh`false`, apply: sh`echo ${piece}` })]',
  ][ctid % 7] ?? "[]";

const CTIDS = Array.from({ length: COUNT }, (_, i) => 900 + i);

/** A sound project, text by path. */
export const FLEET: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "fleet", "private": true, "type": "module" }\n',
  "node_modules/steps-package/package.json":
    '{ "name": "steps-package", "version": "1.0.0", "type": "module", "main": "index.js", "types": "index.d.ts" }\n',
  "node_modules/steps-package/index.js":
    'import { apt } from "phoenix-setup";\nexport const installed = () => apt.packages({ packages: ["less"] });\n',
  "node_modules/steps-package/index.d.ts":
    'import type { Step } from "phoenix-setup";\nexport declare const installed: () => Step;\n',
  // The folder is there already, so that nothing but the package itself appears in it.
  "definitions/node_modules/other/package.json": '{ "name": "other", "version": "1.0.0" }\n',
  "definitions/host.ts": [
    'import { host } from "phoenix-setup";',
    "export default host({",
    '  bridge: "vmbr0",',
    '  storage: "local-zfs",',
    '  osTemplate: "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst",',
    "  images: {},",
    '  facts: { domain: "fleet.example.org" },',
    "});",
    "",
  ].join("\n"),
  "definitions/shared.ts": 'export const packages = (name: string): string[] => ["git", name];\n',
  "definitions/pieces/piece.ts": 'export const piece: string = "first";\n',
  "definitions/steps/banner.ts": [
    'import { local } from "phoenix-setup";',
    'import { defineStep, z } from "phoenix-setup/step";',
    "export const banner = defineStep({",
    '  kind: "banner",',
    "  schema: z.strictObject({ /** One line. */ text: z.string() }),",
    '  title: () => "banner",',
    '  template: local("steps/banner.sh.hbs"),',
    "});",
    "",
  ].join("\n"),
  "definitions/steps/banner.sh.hbs":
    "{{fn}}_check() {\n  [[ -s /etc/issue.net ]]\n}\n\n{{fn}}_apply() {\n  echo {{text}} >/etc/issue.net\n}\n",
  "definitions/files/motd": "Welcome.\n",
  "definitions/files/site/index.html": "<h1>Site</h1>\n",
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2022"],
      types: [],
      strict: true,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
    include: ["definitions"],
  }),
  ...Object.fromEntries(CTIDS.map((ctid) => [fileOf(ctid), member(ctid)])),
};

/** The definition file of a container. */
export function fileOf(ctid: number): string {
  return `definitions/${ctid}-${ctid === 900 ? "base" : "ct"}.ts`;
}
