import { localsOf } from "../../generator/dsl/local-file.ts";
import * as face from "../../generator/index.ts";
import { refused, texts } from "../hostile.ts";

/** A value, and how it is written in a definition. */
export interface Written {
  readonly source: string;
  readonly value: unknown;
}

/** Text that some field or other takes. */
const usual = [
  ...[
    "/etc/motd",
    "/srv/site",
    "/var/lib/x/y.conf",
    "/",
    "/root/.cache/token",
    "/dev/nvidia0",
    "/mnt/data",
    "relative/path",
  ],
  ...[
    "nginx.service",
    "ssh",
    "nginx",
    "curl",
    "web",
    "monitoring",
    "portainer_data:/data",
    "443:8443",
    "127.0.0.1:80:80/tcp",
  ],
  ...[
    "10.0.0.1",
    "10.0.0.99/24",
    "52:54:00:67:89:99",
    "example.org",
    "https://example.org/a?b=c",
    "http://localhost:8080",
  ],
  ...[
    "redis:8",
    "vllm/vllm-openai:latest",
    "0644",
    "0755",
    "root",
    "root:root",
    "ubuntu",
    "en_US.UTF-8",
    "Europe/Berlin",
  ],
  ...[
    "# comment",
    "key = value",
    "*/5 * * * *",
    "v1.2.3",
    "main",
    "always",
    "no",
    "all",
    "0,1",
    "580.76.05",
    "1.2.3-4",
    "PATH",
    "vllm_model",
  ],
  ...[
    "f".repeat(64),
    "a".repeat(40),
    `sha256:${"0".repeat(64)}`,
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me@example.org",
    "net.ipv4.ip_forward",
  ],
];

const numbers = [
  0,
  1,
  2,
  3,
  8,
  22,
  80,
  100,
  443,
  600,
  8080,
  65_535,
  65_536,
  0o644,
  -1,
  0.5,
  1e9,
  1e21,
  NaN,
  Infinity,
  2 ** 53,
];

const { apt, command, env, gib, hypervisorConfig, inside, lxcConfig, mib, minutes, onHost, seconds, sh, text } = face;

/** As text in a definition, on one line whoever counts. */
const literal = (value: string): string =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (separator) => `\\u${separator.charCodeAt(0).toString(16)}`);

/** Files that projects of the fuzz have beside their definitions. */
export const LOCAL_FILES: Readonly<Record<string, string>> = {
  "files/site.conf": "server {\n  listen 80;\n}\n",
  "files/page.hbs": "<p>{{name}}</p>\n",
  "files/broken.hbs": "{{#if name}}\n{{/each}}\n",
  "files/site/index.html": "<html></html>\n",
  "files/site/deep/a b.txt": "it's\n",
};

const reader = {
  file: (path: string) => {
    const content = Buffer.from(LOCAL_FILES[path] ?? "");
    if (!(path in LOCAL_FILES)) throw new Error("is not there");
    return { size: content.length, bytes: () => content, executable: false };
  },
  folder: (path: string) =>
    Object.keys(LOCAL_FILES).flatMap((name) => (name.startsWith(`${path}/`) ? [name.slice(path.length + 1)] : [])),
};

const { local, localFolder } = localsOf(reader);

/** Everything that a field may be given, right for some and wrong for most. */
export const pool: readonly Written[] = [
  ...[...usual, ...texts(60, 7), ...refused].map((value) => ({ source: literal(value), value })),
  ...numbers.map((value) => ({ source: String(value), value })),
  { source: "true", value: true },
  { source: "false", value: false },
  { source: "null", value: null },
  { source: "undefined", value: undefined },
  { source: "[]", value: [] },
  { source: "{}", value: {} },
  { source: "() => 1", value: () => 1 },
  { source: "Symbol('s')", value: Symbol("s") },
  { source: "5n", value: 5n },
  { source: "new Date(0)", value: new Date(0) },
  { source: "new Map([[1, 2]])", value: new Map([[1, 2]]) },
  { source: "Promise.resolve(1)", value: Promise.resolve(1) },
  { source: "looped", value: looped() },
  { source: "mib(1024)", value: mib(1024) },
  { source: "mib(0)", value: mib(0) },
  { source: "gib(20)", value: gib(20) },
  { source: "gib(1.5)", value: gib(1.5) },
  { source: "seconds(30)", value: seconds(30) },
  { source: "seconds(NaN)", value: seconds(Number.NaN) },
  { source: "minutes(2)", value: minutes(2) },
  { source: "minutes(1e6)", value: minutes(1e6) },
  { source: 'lxcConfig("vllm_model")', value: lxcConfig("vllm_model") },
  { source: 'lxcConfig("a b")', value: lxcConfig("a b") },
  { source: 'hypervisorConfig("core_paths.token", "path")', value: hypervisorConfig("core_paths.token", "path") },
  { source: 'env("NAME", "word")', value: env("NAME", "word") },
  { source: 'text`a${env("NAME")}b`', value: text`a${env("NAME")}b` },
  { source: "sh`true`", value: sh`true` },
  { source: 'sh`[[ -e ${"/a b"} ]]`', value: sh`[[ -e ${"/a b"} ]]` },
  { source: "sh`echo ${[1, 'x']} ${sh`\"$HOME\"`}`", value: sh`echo ${[1, "x"]} ${sh`"$HOME"`}` },
  { source: 'sh`echo "${1}"`', value: sh`echo "${1}"` },
  { source: "sh`echo ${null}`", value: sh`echo ${null as unknown as string}` },
  { source: "tools", value: apt.packages({ packages: ["curl"] }) },
  { source: "said", value: command({ title: "say", apply: sh`echo hello` }) },
  { source: "[tools]", value: [apt.packages({ packages: ["curl"] })] },
  { source: 'local("files/site.conf")', value: local("files/site.conf") },
  { source: 'local("files/page.hbs")', value: local("files/page.hbs") },
  { source: 'local("files/broken.hbs")', value: local("files/broken.hbs") },
  { source: 'local("files/missing")', value: local("files/missing") },
  { source: 'localFolder("files/site")', value: localFolder("files/site") },
  { source: 'inside.has("nginx")', value: inside.has("nginx") },
  { source: 'onHost.file("/dev/nvidia0")', value: onHost.file("/dev/nvidia0") },
];

function looped(): object {
  const ring: Record<string, unknown> = {};
  ring["ring"] = ring;
  return ring;
}

/** Names that a definition of the fuzz has besides what it imports. */
export const PRELUDE = `const looped: Record<string, unknown> = {};
looped.ring = looped;
const tools = apt.packages({ packages: ["curl"] });
const said = command({ title: "say", apply: sh\`echo hello\` });
`;
