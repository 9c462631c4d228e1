import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileStem } from "../../generator/scaffold/file-stem.ts";
import { unlinted } from "../thorough.ts";
import { project } from "./in-process.ts";
import { definition, root } from "./project.ts";
import { typeCheck } from "./type-check.ts";

const fleet = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, "definitions"))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => [`definitions/${name}`, readFileSync(join(root, "definitions", name), "utf8")]),
  );
const read = (folder: string, file: string): string => readFileSync(join(folder, "definitions", file), "utf8");

describe("new", () => {
  it("writes a clone as the fleet's own files are written: parent's name, features, acceptance, sizes, free addresses", async () => {
    const { folder, run } = project(fleet());
    expect(await run("new", "960", "--from", "902", "--name", "monitoring")).toEqual({
      code: 0,
      out: "",
      err: [
        "created definitions/960-monitoring.ts: application, cloned from 902 at 'docker-snapshot'",
        "        ip 10.0.0.160/24: free, next to container 950's; --ip gives another",
        "        mac 52:54:00:67:89:BA: free, next to container 950's; --mac gives another",
        "next: its steps, then phoenix-setup generate 960",
        "",
      ].join("\n"),
    });
    expect(read(folder, "960-monitoring.ts")).toBe(`import { application, docker, gib, mib } from "phoenix-setup";
import dockerTemplate from "./902-base-template-docker.ts";
import { dockerWithoutKeyctl } from "./accepted.ts";

export default application({
  ctid: 960,
  name: "monitoring",
  cloneOf: dockerTemplate,
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: "10.0.0.160/24", gateway: "10.0.0.1", mac: "52:54:00:67:89:BA" },
  features: { nesting: true },
  accept: [dockerWithoutKeyctl],
  steps: [docker.ready({})],
});
`);
    typeCheck(folder);
    expect(await run("generate", "--no-types", "960", ...unlinted)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^created .*_960\.sh\n1 script written/m),
    });
    expect((await run("check", "--no-types", "--no-lint", "960")).err).not.toContain("warning");
  });

  it("names the host of a new template where there are several, and none in a clone", async () => {
    const at = (name: string): string =>
      `import { host } from "phoenix-setup";\nexport default host({ ssh: "root@${name}", bridge: "b", storage: "s", osTemplate: "x", images: {} });\n`;
    const { folder, run } = project({
      "definitions/pve1.ts": at("pve1"),
      "definitions/host-two.ts": at("pve2").replace("host({", 'host({ name: "pve2",'),
    });
    const words = ["new", "900", "--template", "--name", "base", "--ip", "10.0.0.9/24", "--gateway", "10.0.0.1"];
    expect(await run(...words)).toEqual({
      code: 2,
      out: "",
      err: "phoenix-setup: --host: there are several hosts; give one of pve2, pve1\nhint: phoenix-setup new --help\n",
    });
    expect((await run(...words, "--host", "pve3")).err).toContain("'pve3' is no host here; hosts are pve2, pve1");
    expect(await run(...words, "--host", "pve2")).toMatchObject({ code: 0 });
    expect(read(folder, "900-base.ts")).toContain('import hostTwo from "./host-two.ts";');
    expect(read(folder, "900-base.ts")).toContain("  host: hostTwo,\n");
    expect((await run("new", "910", "--from", "900", "--name", "web", "--host", "pve1")).err).toContain(
      "a clone is on its template's host, pve2",
    );
    expect(await run("new", "910", "--from", "900", "--name", "web", "--host", "pve2")).toMatchObject({ code: 0 });
    expect(read(folder, "910-web.ts")).not.toContain("host");
    expect(await run("generate", ...unlinted)).toMatchObject({ code: 0 });
  });

  it("takes everything from its flags", async () => {
    const { folder, run } = project(fleet());
    const words =
      "new 904 --from 902 --name BaseTemplateWeb --snapshot web --ip 10.0.0.77 --mac 02:00:00:00:00:01 --memory 4096 --cores 3";
    const made = await run(...words.split(" "), "--disk", "64", "--description", 'Says "it\'s \\ here".', "--json");
    expect(JSON.parse(made.out)).toMatchObject({
      file: "definitions/904-base-template-web.ts",
      ctid: 904,
      kind: "template",
      name: "BaseTemplateWeb",
      parent: 902,
      snapshot: "web",
      network: { ip: "10.0.0.77/24", gateway: "10.0.0.1", mac: "02:00:00:00:00:01" },
    });
    expect(JSON.parse((await run("list", "904", "--json")).out).containers).toMatchObject([
      { memoryMib: 4096, cores: 3, kind: "template", snapshot: "web" },
    ]);
    expect(read(folder, "904-base-template-web.ts")).toContain(String.raw`description: "Says \"it's \\ here\".",`);
    typeCheck(folder);
  });

  it("follows a folder with another style: tabs, single quotes, no semicolons, no last commas, the gateway of the host file", async () => {
    const { folder, run } = project({
      "definitions/host.ts": `import { host } from 'phoenix-setup'\nexport default host({\n\tbridge: 'b',\n\tstorage: 's',\n\tosTemplate: 'x',\n\timages: {},\n\tfacts: { gateway: '10.9.0.1' }\n})\n`,
      "definitions/200-base.ts": `import {apt, gib, mib, template} from 'phoenix-setup'
import host from './host'

export default template({
\tctid: 200,
\tname: 'base',
\tunprivileged: false,
\tsnapshot: 'base',
\tmemory: gib(2),
\tcores: 4,
\tdisk: gib(20),
\tnetwork: {
\t\tip: '10.9.0.200/24',
\t\tgateway: String(host.facts.gateway),
\t\tmac: '02:00:00:0a:00:fe'
\t},
\tsteps: [apt.upgrade({})]
})
`,
    });
    expect(await run("new", "202", "--from", "200", "--name", "webShop")).toMatchObject({ code: 0 });
    // String is no import, so the gateway of this file cannot be borrowed as code.
    expect(read(folder, "202-web-shop.ts")).toBe(`import {application, apt, gib} from 'phoenix-setup'
import base from './200-base'

export default application({
\tctid: 202,
\tname: 'webShop',
\tcloneOf: base,
\tmemory: gib(2),
\tcores: 4,
\tdisk: gib(20),
\tnetwork: {
\t\tip: '10.9.0.202/24',
\t\tgateway: '10.9.0.1',
\t\tmac: '02:00:00:0a:01:00'
\t},
\tsteps: [apt.packages({packages: ['curl']})]
})
`);
    expect(await run("new", "203", "--name", "other", "--template")).toMatchObject({ code: 0 });
    expect(read(folder, "203-other.ts")).toContain("\tunprivileged: false,\n\tsnapshot: 'other-snapshot',\n");
  });

  it("borrows a gateway that is code, with the import that it needs", async () => {
    const { folder, run } = project({
      "definitions/net.ts": 'export const net = { gateway: "10.0.0.251" };\n',
      "definitions/101-one.ts": `import { net } from "./net.ts";\n${definition(101, {
        snapshot: '"one"',
        network: '{ ip: "10.0.0.101/24", gateway: net.gateway, mac: "52:54:00:00:00:21" }',
      })}`,
    });
    expect(await run("new", "103", "--from", "101", "--name", "three")).toMatchObject({ code: 0 });
    const text = read(folder, "103-three.ts");
    expect(text).toContain('import { net } from "./net.ts";\n');
    expect(text).toContain('network: { ip: "10.0.0.103/24", gateway: net.gateway, mac: "52:54:00:00:00:23" },');
    typeCheck(folder);
    expect(await run("generate", "--no-types", "--no-lint", "103")).toMatchObject({ code: 0 });
  });

  it("asks at a terminal for what it was not told, also if the answers were typed ahead", () => {
    const { folder } = project(fleet());
    const line = `${process.execPath} ${join(root, "dist/phoenix-setup.cjs")} new`;
    const typed = (input: string): string =>
      spawnSync("script", ["--quiet", "--return", "--command", line, "/dev/null"], {
        cwd: folder,
        input,
        encoding: "utf8",
      }).stdout;
    const asked = typed("\ndbServer\n920\n");
    expect(asked).toMatch(/CTID \[951\]: .*hostname: .*cloned from \(900 BaseTemplate, .*; nothing for none\): /s);
    expect(asked).toContain("created definitions/951-db-server.ts: application, cloned from 920");
    expect(typed("960\n\u0004")).toContain("there was no answer, so nothing was done");
  });

  it("imports the parent under the name that most files use, and makes one up that is not taken", async () => {
    const { folder, run } = project({
      "definitions/101-apt.ts": definition(101, { snapshot: '"one"' }),
    });
    await run("new", "103", "--from", "101", "--name", "three");
    expect(read(folder, "103-three.ts")).toContain('import parentApt from "./101-apt.ts";');
  });

  it("writes the first definition of a folder, if it is told the addresses", async () => {
    const { folder, put, run } = project({});
    expect(await run("new", "101", "--name", "first")).toMatchObject({
      code: 2,
      err: expect.stringContaining("phoenix-setup init"),
    });
    put("definitions/README.md", "");
    expect((await run("new", "101", "--name", "first")).err).toContain(
      "give --ip and --gateway: there is no other container to take them from",
    );
    const flags = ["--ip", "10.0.0.5", "--gateway", "10.0.0.1", "--template"];
    expect(await run("new", "101", "--name", "first", ...flags)).toMatchObject({ code: 0 });
    expect(read(folder, "101-first.ts")).toContain(
      '{ ip: "10.0.0.5/24", gateway: "10.0.0.1", mac: "BC:24:11:00:01:01" }',
    );
    expect(await run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
  });

  const untouched = project(fleet(), afterAll);
  it.each([
    [["910"], "new has to be told a CTID and a --name"],
    [["910", "--name", "x"], "CTID 910 is taken by definitions/910-portainer.ts; choose another one (951 is free)"],
    [["961", "962", "--name", "x"], "new writes one definition, not 2"],
    [
      ["961", "--name", "x", "--from", "910"],
      "--from: 910 is an application, which makes no snapshot to clone; templates are 900 BaseT",
    ],
    [["961", "--name", "x", "--from", "999"], "--from: 999 is no container here; templates are 900 BaseTemplate, 901"],
    [["850", "--name", "x", "--from", "902"], "CTID: container 850 is cloned from 902"],
    [["961", "--name", "portainer"], "--name: portainer is taken by container 910"],
    [["850", "--name", "Portainer"], "--name: Portainer is taken by container 910"],
    [["961", "--name", "a b"], '--name: must be a hostname: up to 63 letters, digits and hyphens (given: "a b")\n'],
    [["961", "--name", "x", "--ip", "10.0.0.99"], "--ip: 10.0.0.99 is taken by container 910"],
    [
      ["961", "--name", "x", "--ip", "1.2.3"],
      '--ip: must be an IPv4 address with prefix length, such as 10.0.0.99/24 (given: "1.2.3/24")\n',
    ],
    [
      ["961", "--name", "x", "--ip", "192.0.2.1"],
      "give --gateway: no other container is on the subnet of 192.0.2.1/24",
    ],
    [["961", "--name", "x", "--gateway", "192.0.2.1"], "--gateway: gateway 192.0.2.1 lies outside the subnet"],
    [["961", "--name", "x", "--mac", "52:54:00:67:89:b0"], "--mac: 52:54:00:67:89:b0 is taken by container 950"],
    [["961", "--name", "x", "--memory", "4G"], "--memory takes a whole number of MiB, not '4G'"],
    [["961", "--name", "x", "--cores", "99"], "--cores: "],
    [["961", "--name", "x", "--snapshot", "current"], "--snapshot: is a name that Proxmox keeps for itself\n"],
  ])("refuses %j, says what to do, and writes nothing", async (words, message) => {
    const { folder, run } = untouched;
    const { code, out, err } = await run("new", ...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(readdirSync(join(folder, "definitions")).length).toBe(Object.keys(fleet()).length);
  });

  it("refuses a CTID whose file describes nothing yet, and a folder whose definitions are wrong", async () => {
    const { put, run } = project({ "definitions/101-one.ts": definition(101) });
    put("definitions/102-two.ts", "export const x = 1;\n");
    expect(await run("new", "103", "--name", "three")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/error\[D204\][\s\S]*nothing was written; mend this first\n$/),
    });
  });
});

it.each([
  ["vllmQwen3Coder", "vllm-qwen3-coder"],
  ["BaseTemplateGPU", "base-template-gpu"],
  ["GPUServer", "gpu-server"],
  ["web-1", "web-1"],
])("%s is written to a file called %s", (name, stem) => expect(fileStem(name)).toBe(stem));
