import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { definition, HOST, root } from "./project.ts";
import { report } from "./report.ts";

const docker = { features: "{ nesting: true }" };
const dockerWithKeys = { features: "{ nesting: true, keyctl: true }" };

/** A definition with each warning that an author may accept. */
const warned: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  D301: { ...docker, steps: '[docker.image({ image: "a:1" })]' },
  D302: { features: "{ nesting: true, keyctl: true }", steps: '[docker.image({ image: "a:latest" })]' },
  D303: { vllm: '{ model: "x/y-MLX", tensorParallelSize: 1 }' },
  D330: {
    steps: '[secret.generated({ path: "/root/p", length: 8 }), file.symlink({ path: "/q", target: "/root/p" })]',
  },
  D320: { steps: "[wait.neighbour({ container: later, port: 80, within: seconds(9) })]" },
  D332: { unprivileged: "false", steps: '[kernel.parameter({ parameters: { "vm.swappiness": 10 } })]' },
  D334: { steps: '[cron.job({ name: "a", schedule: "0 3 1 * 1", command: "true" })]' },
  D333: { steps: '[lxc.mount({ source: "/srv/data", path: "/data" }), file.symlink({ path: "/d", target: "/data" })]' },
  D335: { steps: '[file.content({ path: "/x", content: lxcConfig("admin_token") })]' },
  D336: {
    steps: '[file.directory({ path: "/srv/app", owner: "app" }), file.content({ path: "/srv/app/x", content: "x" })]',
  },
  D337: { steps: '[file.content({ path: "/var/lib/app/state", content: "" })]' },
  D340: { steps: '[file.content({ path: "/etc/resolv.conf", content: "nameserver 1.1.1.1\\n" })]' },
  D341: { steps: '[service.dropIn({ unit: "a.service", sections: { Service: { PrivateTmp: true } } })]' },
  D343: { steps: '[tls.authority({ name: "a", certificate: "/etc/pve/ca.pem" })]' },
  D342: { steps: '[lxc.device({ path: "/dev/dri/renderD128", group: 104 })]' },
  D331: {
    steps: '[secret.generated({ path: "/root/p", mode: "0644" }), file.symlink({ path: "/q", target: "/root/p" })]',
  },
  D350: { steps: '[file.content({ path: "/etc/a", content: "a", owner: "webapp" })]' },
  D351: { ...dockerWithKeys, steps: '[docker.container({ name: "web", image: "a:1", networks: ["front"] })]' },
  D352: {
    ...dockerWithKeys,
    steps: '[docker.logLine({ container: "web", line: "a", within: seconds(9), every: seconds(1) })]',
  },
  D353: { ...dockerWithKeys, steps: '[docker.network({ name: "front" })]' },
  D354: { steps: '[git.checkout({ repository: "https://example.org/a.git", path: "/opt/a", branch: "main" })]' },
};

/** Of the compiler; of an acceptance; of kinds of step of an author's own, see own-step.test.ts; of import and export. */
const notAccepted = ["D221", "D304", "D309", "D420", "D421", "D422", "D430", "D431"];

const codesOf = (text: string): string[] =>
  [...text.matchAll(/^(?:error|warning)\[(D\d+)\]/gm)].map(([, code]) => code ?? "");
const of = (change: Readonly<Record<string, string>>): Promise<string> =>
  report({
    "101-a.ts": `import { cron, git, kernel, lxc, tls, wait } from "phoenix-setup";\nimport later from "./102-b.ts";\nvoid [cron, git, kernel, lxc, tls, wait, later];\n${definition(101, change)}`,
    "102-b.ts": definition(102),
    // Users are known only where the OS template is.
    ...(change["steps"]?.includes('owner: "webapp"') && {
      "host.ts": HOST.replace("/t.tar.zst", "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"),
    }),
  });

describe("a warning that is accepted with a reason is silent, and one that does not occur is told:", () => {
  it.each(Object.entries(warned))("%s", async (code, change) => {
    const accept = `[{ code: "${code}", reason: "it is only a trial" }]`;
    expect(codesOf(await of(change))).toEqual([code]);
    expect(codesOf(await of({ ...change, accept }))).toEqual([]);
    expect(codesOf(await of({ accept }))).toEqual(["D304"]);
  });
});

it("an acceptance of one warning leaves the others", async () => {
  const steps = '[docker.image({ image: "a:latest" })]';
  const accept = '[{ code: "D301", reason: "it is only a trial" }]';
  expect(codesOf(await of({ ...docker, steps, accept }))).toEqual(["D302"]);
});

it("every warning of ERRORS.md is tried here, but for those that are not of a container", () => {
  const [, warnings = ""] = readFileSync(join(root, "generator/ERRORS.md"), "utf8").split("## Warnings");
  const sections = [...warnings.matchAll(/^### (D\d+):/gm)].map(([, code]) => code);
  expect(sections.sort()).toEqual([...Object.keys(warned), ...notAccepted].sort());
});
