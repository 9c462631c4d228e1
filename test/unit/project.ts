import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/phoenix-setup.cjs");
/** Projects of tests have no `node_modules`; what is remembered of them is not for the home of the one who runs the tests. */
export const caches = join(root, "node_modules/.cache/phoenix-setup-tests");

/** What a run of the command line printed, and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** An author's folder with these files, removed after the test, or whenever `finished` says; and the command line, run in it. */
export function project(
  files: Readonly<Record<string, string>>,
  finished: (remove: () => void) => void = onTestFinished,
) {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-project-"));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) put(name, text);
  const run = (...words: string[]): Run => {
    const env = { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: caches };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: "utf8",
      env,
    });
    return { code: status, out: stdout, err: stderr };
  };
  return { folder, put, run };
}

/** A definition that is right; `change` overrides its fields, as source text. */
export function definition(ctid: number, change: Readonly<Record<string, string>> = {}): string {
  const fields: Record<string, string> = {
    ctid: String(ctid),
    name: `"ct${ctid}"`,
    unprivileged: "true",
    memory: "mib(2048)",
    cores: "2",
    disk: "gib(32)",
    network: `{ ip: "10.0.0.${ctid % 250}/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:${(ctid % 90) + 10}" }`,
    steps: '[apt.packages({ packages: ["curl"] })]',
    ...change,
  };
  const kind = "snapshot" in fields ? "template" : "application";
  const lines = Object.entries(fields).map(([name, value]) => `  ${name}: ${value},`);
  return [
    'import { apt, application, command, docker, file, gib, http, lxcConfig, mib, seconds, secret, service, sh, template } from "phoenix-setup";',
    "",
    `export default ${kind}({`,
    ...lines,
    "});",
    "",
  ].join("\n");
}

/** A `host.ts` that is right. */
export const HOST =
  'import { host } from "phoenix-setup";\nexport default host({ bridge: "vmbr0", storage: "tank", osTemplate: "/t.tar.zst", images: {} });\n';
