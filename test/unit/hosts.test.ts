import { describe, expect, it } from "vitest";
import { compile } from "../../generator/pipeline/compile.ts";
import { definition, project } from "./project.ts";

/** A file with a host; `more` are its further fields. */
const host = (more = ""): string =>
  `import { host } from "phoenix-setup";\n\nexport default host({\n  bridge: "vmbr0", storage: "zfs", osTemplate: "o", images: {}, ${more}\n});\n`;

/** A container whose file imports hosts and parents. */
function container(ctid: number, change: Readonly<Record<string, string>> = {}, imports = ""): string {
  const text = definition(ctid, change);
  const clone = "cloneOf" in change ? text.replace("  unprivileged: true,\n", "") : text;
  return `${imports.replace(/(\w+)=(\S+) ?/g, 'import $1 from "./$2";\n')}${clone}`;
}

const files = (named: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(named).map(([name, text]) => [`definitions/${name}`, text]));

const network = (ip: string, mac: string): string => `{ ip: "${ip}/24", gateway: "10.0.0.251", mac: "${mac}" }`;

const problems = async (named: Readonly<Record<string, string>>): Promise<string[]> => {
  const { findings } = await compile(project(files(named)).folder);
  return findings.map(({ code, message, place: { file, line, column }, related }) => {
    const others = related.map((other) => ` (${other.label}: ${other.place.file}:${other.place.line})`).join("");
    return `${code} ${file}:${line}:${column} ${message}${others}`;
  });
};

describe("a plan says where its script lies", () => {
  const placed = async (named: Readonly<Record<string, string>>) =>
    (await compile(project(files(named)).folder)).plans.map((plan) => [plan.host, plan.depth]);

  it("as the only host says, which is called by its file", async () => {
    const named = {
      "pve1.ts": host(
        'ssh: "root@pve1", scriptFolder: "/srv/scripts", scriptLinks: "phoenix_hypervisor_lxc_<CTID>.sh"',
      ),
      "101-a.ts": container(101),
    };
    expect(await placed(named)).toEqual([
      [
        {
          name: "pve1",
          ssh: "root@pve1",
          scriptFolder: "/srv/scripts",
          scriptLinks: "phoenix_hypervisor_lxc_<CTID>.sh",
        },
        0,
      ],
    ]);
  });

  it("in the usual folder where no host is described", async () => {
    const folder = "/usr/local/phoenix_hypervisor/bin";
    expect(await placed({ "101-a.ts": container(101) })).toEqual([
      [{ name: "host", ssh: null, scriptFolder: folder, scriptLinks: null }, 0],
    ]);
  });

  it("of a clone on its template's host, with its depth in the tree of clones", async () => {
    const named = {
      "a.ts": host('name: "pve1"'),
      "b.ts": host('name: "pve2"'),
      "101-a.ts": container(101, { snapshot: '"s1"', host: "b" }, "b=b.ts"),
      "102-b.ts": container(102, { snapshot: '"s2"', cloneOf: "a" }, "a=101-a.ts"),
      "103-c.ts": container(103, { cloneOf: "b" }, "b=102-b.ts"),
    };
    const got = await placed(named);
    expect(got.map(([on, depth]) => [(on as { name: string }).name, depth])).toEqual([
      ["pve2", 0],
      ["pve2", 1],
      ["pve2", 2],
    ]);
  });
});

it("a container's host is no part of its hash", async () => {
  const hashes = async (more: string) =>
    (
      await compile(
        project(files({ "host.ts": host(more), "101-a.ts": container(101, { host: "h" }, "h=host.ts") })).folder,
      )
    ).plans[0]?.hash;
  expect(await hashes('ssh: "root@pve1"')).toBe(await hashes('name: "other", scriptFolder: "/srv"'));
});

describe("an error, with its place:", () => {
  it("a container that names no host, although there are several", async () => {
    const named = { "pve1.ts": host(), "pve2.ts": host(), "101-a.ts": container(101) };
    expect(await problems(named)).toEqual([
      "D115 definitions/101-a.ts:3:16 container 101 names no host, and there are 2: pve1, pve2",
    ]);
  });

  it("a clone on another host than its template: both places", async () => {
    const named = {
      "pve1.ts": host(),
      "pve2.ts": host(),
      "101-a.ts": container(101, { snapshot: '"s1"', host: "one" }, "one=pve1.ts"),
      "102-b.ts": container(102, { cloneOf: "a", host: "two" }, "a=101-a.ts two=pve2.ts"),
    };
    expect(await problems(named)).toEqual([
      "D117 definitions/102-b.ts:14:3 container 102 is on pve2, and its template 101 on pve1 (the template: definitions/101-a.ts:14)",
    ]);
  });

  it("a host that no definition file exports", async () => {
    const named = {
      "parts/pve1.ts": host(),
      "101-a.ts": container(101, { host: "one" }, "one=parts/pve1.ts"),
    };
    expect(await problems(named)).toContain(
      "D118 definitions/101-a.ts:13:3 the host of container 101 is not exported by a definition file",
    );
  });

  it("two hosts of one name, and a file whose name cannot be one", async () => {
    const named = { "a.ts": host('name: "pve1"'), "pve1.ts": host(), "p v e.ts": host(), "101-a.ts": container(101) };
    expect((await problems(named)).filter((one) => !one.startsWith("D115"))).toEqual([
      "D104 definitions/p v e.ts:3:16 the file's name, p v e, is not a host's name",
      "D119 definitions/pve1.ts:3:16 two hosts are called pve1 (first used here: definitions/a.ts:4)",
    ]);
  });

  it("something else than a host", async () => {
    const [first] = await problems({ "101-a.ts": container(101, { host: '"pve1"' }) });
    expect(first).toBe('D104 definitions/101-a.ts:12:3 `host` is "pve1", not a host');
  });

  it.each([
    ["ssh", "-oProxyCommand=x"],
    ["ssh", "root@pve1 -v"],
    ["ssh", "root@-pve1"],
    ["scriptFolder", "bin"],
    ["scriptFolder", "/srv/../bin"],
    ["scriptFolder", "/srv/it's"],
    ["scriptFolder", "/"],
    ["scriptLinks", "lxc.sh"],
    ["scriptLinks", "../<CTID>.sh"],
    ["scriptLinks", "phoenix_hypervisor_setup_<CTID>.sh"],
    ["network", "a b"],
  ])("%s: %s", async (field, value) => {
    const [first, ...more] = await problems({ "host.ts": host(`${field}: "${value}"`), "101-a.ts": container(101) });
    expect(first).toMatch(new RegExp(`^D104 definitions/host.ts:4:\\d+ \`${field}\` `));
    expect(more).toEqual([]);
  });
});

describe("on two hosts,", () => {
  const two = (second: string, change: Readonly<Record<string, string>>) => ({
    "pve1.ts": host(),
    "pve2.ts": host(second),
    "101-a.ts": container(
      101,
      { host: "h", network: network("10.0.0.5", "52:54:00:00:00:01"), name: '"web"' },
      "h=pve1.ts",
    ),
    "102-b.ts": container(
      102,
      { host: "h", network: network("10.0.0.6", "52:54:00:00:00:02"), ...change },
      "h=pve2.ts",
    ),
  });
  const same = { name: '"web"', network: network("10.0.0.5", "52:54:00:00:00:01") };

  it("addresses and names are unique as long as the network is called the same", async () => {
    expect((await problems(two("", same))).map((one) => one.slice(0, 4))).toEqual(["D110", "D110", "D110"]);
  });

  it("and are not in networks of two names", async () => {
    expect(await problems(two('network: "lab"', same))).toEqual([]);
  });

  it("CTIDs are unique all the same", async () => {
    const named = two('network: "lab"', {});
    const again = named["102-b.ts"].replace("ctid: 102", "ctid: 101");
    expect((await problems({ ...named, "101-c.ts": again, "102-b.ts": "export const x = 1;\n" }))[0]).toMatch(
      /^D110 definitions\/101-c.ts/,
    );
  });
});
