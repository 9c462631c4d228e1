// @ts-check
// Fleets of any size to measure with: the same each time, as varied as a real one, without looking at the clock or at chance.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Containers that share a base template, with the templates among them. */
const FAMILY = 100;

/**
 * Writes a project with `count` definitions, a host and what they share.
 *
 * @param {string} folder
 * @param {number} count
 */
export function writeFleet(folder, count) {
  const definitions = join(folder, "definitions");
  mkdirSync(definitions, { recursive: true });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "name": "fleet", "private": true, "type": "module" }\n');
  writeFileSync(join(definitions, "host.ts"), HOST);
  writeFileSync(join(definitions, "shared.ts"), SHARED);
  for (let i = 0; i < count; i++) writeFileSync(join(definitions, fileOf(i)), definition(i));
}

/** @param {number} i @returns {number} */
export const ctidOf = (i) => 1000 + i;

/** @param {number} i @returns {string} */
export const fileOf = (i) => `${ctidOf(i)}-${nameOf(i)}.ts`;

/** @param {number} i */
const nameOf = (i) =>
  i % FAMILY === 0 ? `base-${i}` : i % FAMILY === 1 ? `docker-${i}` : `${KINDS[i % KINDS.length]?.name}-${i}`;

/**
 * One definition as source text. `mark` stands in what the container is to be, so that another one gives another script.
 *
 * @param {number} i
 * @param {string} [mark]
 */
export function definition(i, mark = "first") {
  const family = i - (i % FAMILY);
  const member = i % FAMILY;
  if (member === 0) return base(i, mark);
  if (member === 1) return docker(i, family, mark);
  const kind = KINDS[i % KINDS.length];
  if (kind === undefined) throw new Error("there is no kind");
  return kind.text(i, family + (kind.docker ? 1 : 0), mark);
}

const HOST = `import { host } from "phoenix-setup";

export default host({
  bridge: "vmbr0",
  storage: "local-zfs",
  osTemplate: "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst",
  images: { registry: "docker.io/library/registry:2.8.3", cache: "docker.io/library/redis:7.4.1" },
  facts: { domain: "fleet.example.org" },
});
`;

const SHARED = `import { apt, type Step, user } from "phoenix-setup";

/** What every machine has, and who may look after it. */
export const common = (mark: string): Step[] => [
  apt.packages({ packages: ["ca-certificates", "curl", "htop", "jq", "rsync"] }),
  user.present({ name: "keeper", shell: "/bin/bash", ...(mark === "" && { home: "/srv/keeper" }) }),
];
`;

/** @param {number} i @param {{ name: string, parent?: number, nesting?: boolean, snapshot?: string, steps: string[], imports: string }} what */
function container(i, { name, parent, nesting, snapshot, steps, imports }) {
  const kind = snapshot === undefined ? "application" : "template";
  const address = `10.${(i >> 14) + 1}.${(i >> 6) & 255}.${(i % 64) * 3 + 10}`;
  const mac = `52:54:${hex(i >> 16)}:${hex(i >> 8)}:${hex(i)}:0a`;
  return `import { ${[kind, ...imports.split(" "), "gib", "mib"].sort().join(", ")} } from "phoenix-setup";
${parent === undefined ? "" : `import parent from "./${fileOf(parent)}";\n`}import host from "./host.ts";
import { common } from "./shared.ts";

const address = "${address}";

export default ${kind}({
  ctid: ${ctidOf(i)},
  name: "${name}",
  description: \`Number ${i} of \${host.facts.domain}.\`,
${parent === undefined ? "  unprivileged: true," : "  cloneOf: parent,"}
  memory: mib(${1024 * (1 + (i % 8))}),
  cores: ${1 + (i % 8)},
  disk: gib(${16 + (i % 5) * 8}),
  network: { ip: \`\${address}/8\`, gateway: "10.0.0.1", mac: "${mac}" },
${nesting ? "  features: { nesting: true, keyctl: true },\n" : ""}${snapshot === undefined ? "" : `  snapshot: "${snapshot}",\n`}  steps: [
${steps.map((step) => `    ${step},`).join("\n")}
  ],
});
`;
}

/** @param {number} number */
const hex = (number) => (number & 255).toString(16).padStart(2, "0");

/** @param {number} i @param {string} mark */
const base = (i, mark) =>
  container(i, {
    name: nameOf(i),
    snapshot: "base",
    imports: "apt file minutes",
    steps: [
      'apt.upgrade({ title: "bring all packages up to date", timeout: minutes(30) })',
      `...common("${mark}")`,
      'apt.packages({ packages: ["locales", "tzdata", "unattended-upgrades"] })',
      'file.content({ path: "/etc/timezone", content: "Europe/Berlin\\n" })',
      `file.content({ path: "/etc/motd", content: "${mark} ${i}\\n", mode: "0644" })`,
    ],
  });

/** @param {number} i @param {number} parent @param {string} mark */
const docker = (i, parent, mark) =>
  container(i, {
    name: nameOf(i),
    parent,
    nesting: true,
    snapshot: "docker",
    imports: "docker dockerEngine file",
    steps: [
      "...dockerEngine({})",
      "docker.ready({})",
      `file.content({ path: "/etc/motd", content: "${mark} ${i}\\n" })`,
    ],
  });

/** What applications do. */
const KINDS = [
  {
    name: "web",
    docker: false,
    /** @param {number} i @param {number} parent @param {string} mark */
    text: (i, parent, mark) =>
      container(i, {
        name: nameOf(i),
        parent,
        imports: "apt file http seconds service",
        steps: [
          `...common("${mark}")`,
          'apt.packages({ packages: ["nginx"] })',
          `file.content({ path: "/etc/nginx/conf.d/site.conf", content: "# ${mark}\\nserver {\\n  listen ${8000 + (i % 900)};\\n  root /srv/www/${i};\\n}\\n" })`,
          `file.content({ path: "/srv/www/${i}/index.html", content: "<h1>Number ${i}</h1>\\n", owner: "www-data" })`,
          'service.running({ unit: "nginx.service" })',
          `http.answers({ url: "http://localhost:${8000 + (i % 900)}", status: [200], within: seconds(60), every: seconds(2) })`,
        ],
      }),
  },
  {
    name: "registry",
    docker: true,
    /** @param {number} i @param {number} parent @param {string} mark */
    text: (i, parent, mark) =>
      container(i, {
        name: nameOf(i),
        parent,
        nesting: true,
        imports: "docker http seconds",
        steps: [
          "docker.ready({})",
          "docker.image({ image: host.images.registry })",
          `docker.container({ name: "registry", image: host.images.registry, ports: ["${5000 + (i % 50)}:5000"], volumes: ["registry_${mark}:/var/lib/registry"], restart: "always" })`,
          `http.answers({ url: "http://localhost:${5000 + (i % 50)}/v2/", status: [200, 401], within: seconds(120), every: seconds(5) })`,
          `http.answersFromHost({ url: \`http://\${address}:${5000 + (i % 50)}/v2/\`, status: [200, 401], within: seconds(60), every: seconds(5) })`,
        ],
      }),
  },
  {
    name: "cache",
    docker: true,
    /** @param {number} i @param {number} parent @param {string} mark */
    text: (i, parent, mark) =>
      container(i, {
        name: nameOf(i),
        parent,
        nesting: true,
        imports: "docker file",
        steps: [
          `...common("${mark}")`,
          "docker.ready({})",
          `file.content({ path: "/srv/cache/redis.conf", content: "# ${mark}\\nmaxmemory ${64 + (i % 9) * 32}mb\\nappendonly yes\\n" })`,
          "docker.image({ image: host.images.cache })",
          'docker.container({ name: "cache", image: host.images.cache, ports: ["6379:6379"], volumes: ["/srv/cache:/etc/redis"], restart: "unless-stopped" })',
        ],
      }),
  },
  {
    name: "worker",
    docker: false,
    /** @param {number} i @param {number} parent @param {string} mark */
    text: (i, parent, mark) =>
      container(i, {
        name: nameOf(i),
        parent,
        imports: "apt command file sh",
        steps: [
          `...common("${mark}")`,
          'apt.packages({ packages: ["python3", "python3-venv"] })',
          `file.json({ path: "/etc/worker.json", merge: { queue: "${mark}-${i % 12}", workers: ${1 + (i % 6)}, limits: { memory: ${i % 512}, retries: 3 } } })`,
          `command({ title: "make the queue ${i}", check: sh\`[[ -d /var/lib/worker/\${"${mark}"} ]]\`, apply: sh\`install -d -m 0750 /var/lib/worker/\${"${mark}"}\` })`,
        ],
      }),
  },
];
