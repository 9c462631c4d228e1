import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "../in-process.ts";
import { definition } from "../project.ts";
import { conf, json } from "./inputs.ts";

const cases: readonly (readonly [what: string, file: string, text: string | Buffer, first: string])[] = [
  ["a cut-off JSON", "c.json", json().slice(0, 300), "c.json:13:9: error[D411]: a string is not closed"],
  ["another one", "c.json", json().slice(0, -9), "c.json:19:4: error[D411]: it ends in the middle of a value"],
  [
    "a key twice",
    "c.json",
    '{"lxc_configs": {"912": {}, "912": {}}}',
    'c.json:1:29: error[D411]: the key "912" stands',
  ],
  ["a comment", "c.json", '{ // "a"\n}', "c.json:1:3: error[D411]: a comment, which JSON does not have"],
  ["a trailing comma", "c.json", '{"a": 1,\n}', "c.json:2:1: error[D411]: "],
  [
    "a deep one",
    "c.json",
    `{"a": ${"[".repeat(100_000)}`,
    "c.json:1:56: error[D411]: it is nested more than 50 levels deep",
  ],
  ["another blank", "c.json", '{\u00a0"a": 1}', "c.json:1:2: error[D411]: "],
  ["no containers", "c.json", "[]", "c.json:1:1: error[D412]: no object `lxc_configs` with the containers"],
  ["empty", "c.json", "", "c.json:1:1: error[D411]: "],
  ["text for a number", "c.json", json({ cores: "2" }), "c.json:6:16: error[D412]: `cores` is not a whole number"],
  ["a list for a name", "c.json", json({ name: [] }), "c.json:4:15: error[D412]: `name` is not text"],
  [
    "too little memory",
    "c.json",
    json({ memory_mb: 16 }),
    "c.json:5:20: error[D412]: container 912: `memory` must lie",
  ],
  [
    "a bad name",
    "c.json",
    json({ name: "../../x" }),
    "c.json:4:15: error[D412]: container 912: `name` must be a hostname",
  ],
  [
    "a bad role",
    "c.json",
    json({ portainer_role: "x" }),
    "c.json:17:25: error[D412]: container 912: `portainerRole` is",
  ],
  [
    "a missing key",
    "c.json",
    json({ cores: undefined }),
    "c.json:3:5: error[D412]: container 912 lacks `cores`, which",
  ],
  [
    "a gateway outside",
    "c.json",
    json({ network_config: { ip: "10.0.0.1/24", gw: "1.2.3.4" } }),
    "c.json:12:15: error[D111]: ",
  ],
  [
    "no snapshot",
    "c.json",
    json({ is_template: true }),
    "c.json:19:22: error[D412]: template 912 has no `template_snapshot_name`",
  ],
  [
    "no parent",
    "c.json",
    json({ clone_from_template_ctid: "900" }),
    "c.json:19:35: error[D415]: container 912 is cloned from 900, which",
  ],
  [
    "its own parent",
    "c.json",
    json({ clone_from_template_ctid: 912 }),
    "c.json:19:35: error[D415]: container 912: the chain",
  ],
  ["a list for a parent", "c.json", json({ clone_from_template_ctid: ["900"] }), "c.json:19:35: error[D412]: "],
  ["a bad CTID", "c.json", '{"lxc_configs": {"12": {}}}', "c.json:1:18: error[D412]: '12' is not a CTID"],
  ["a BOM", "c.json", `\ufeff${json()}`, "c.json:1:1: error[D410]: the file begins with a byte order mark"],
  [
    "Latin 1",
    "912.conf",
    Buffer.from("a: b\nname: \xe4\n", "latin1"),
    "912.conf:2:1: error[D410]: the file holds bytes that are not UTF-8",
  ],
  ["a binary file", "912.conf", Buffer.from("\x7fELF\n\0\0"), "912.conf:2:1: error[D410]: the file is a binary file"],
  [
    "a huge file",
    "912.conf",
    Buffer.alloc((4 << 20) + 1, "a"),
    "912.conf:1:1: error[D410]: the file is larger than 4 MiB",
  ],
  ["no CTID in its name", "web.conf", conf(), "web.conf:1:1: error[D410]: its name does not say the CTID"],
  ["CRLF", "912.conf", conf().replaceAll("\n", "\r\n"), "912.conf:1:1: error[D413]: the line ends with CR LF"],
  ["no setting", "912.conf", conf({}, "what is this"), "912.conf:7:1: error[D413]: 'what is this' is not a setting"],
  [
    "a raw line without value",
    "912.conf",
    conf({}, "lxc.idmap"),
    "912.conf:7:1: error[D413]: 'lxc.idmap' is not a setting",
  ],
  ["a setting twice", "912.conf", conf({}, "cores: 3"), "912.conf:7:1: error[D413]: 'cores' stands twice"],
  ["a cut section", "912.conf", conf({}, "[snap"), "912.conf:7:1: error[D413]: '[snap' is not a setting"],
  ["a section twice", "912.conf", conf({}, "[ab]", "[ab]"), "912.conf:8:1: error[D413]: the section [ab] stands twice"],
  [
    "a pending change",
    "912.conf",
    conf({}, "[pve:pending]", "cores: 3"),
    "912.conf:8:1: error[D416]: a change of 'cores' is pending",
  ],
  ["nothing", "912.conf", "\n", "912.conf:1:1: error[D413]: no setting of a container"],
  ["no cores", "912.conf", conf({ cores: undefined }), "912.conf:1:1: error[D412]: container 912 lacks `cores`, which"],
  [
    "DHCP",
    "912.conf",
    conf({ net0: "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:12,ip=dhcp" }),
    "912.conf:4:1: error[D412]: ",
  ],
  [
    "a small disk",
    "912.conf",
    conf({ rootfs: "a:b,size=8G" }),
    "912.conf:5:1: error[D412]: container 912: `disk` must lie",
  ],
  [
    "a terminal's words",
    "912.conf",
    conf({}, "\u001b[2J\u202e"),
    "912.conf:7:1: error[D413]: '\\u{1B}[2J\\u{202E}' is not",
  ],
  [
    "a hostname out of paths",
    "912.conf",
    conf({ hostname: "a/../../b" }),
    "912.conf:2:1: error[D412]: container 912: `name`",
  ],
];

describe("an input that is wrong is told with its position, and nothing is written:", () => {
  it.each(cases)("%s", async (_, file, text, first) => {
    const { folder, put, run } = project({});
    put(file, text as string);
    const { code, out, err } = await run("import", file);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.split("\n")[0]?.slice(0, first.length)).toBe(first);
    expect(err).toMatch(/\n {2}hint: .*\n(.*\n)*nothing was written\n$/);
    expect(readdirSync(folder)).toEqual([file]);
  });

  it.each([
    ["a folder", "is a folder", (path: string) => void mkdirSync(path)],
    ["a pipe", "is neither a file nor a folder", (path: string) => void execFileSync("mkfifo", [path])],
    ["nothing by that name", "cannot be read: there is no such file", () => undefined],
  ])("%s", async (_, what, make) => {
    const { folder, run } = project({});
    make(join(folder, "912.conf"));
    expect(await run("import", "912.conf")).toMatchObject({
      code: 1,
      err: expect.stringMatching(new RegExp(`^912\\.conf:1:1: error\\[D410\\]: the file ${what}\n`)),
    });
    expect(existsSync(join(folder, "definitions"))).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)("a file that may not be read", async () => {
    const { folder, run } = project({ "912.conf": conf() });
    chmodSync(join(folder, "912.conf"), 0);
    expect((await run("import", "912.conf")).err).toContain(
      "the file cannot be read: there is no permission to read it",
    );
  });
});

describe("what is there is never overwritten:", () => {
  it.each([
    ["the CTID", "912-other.ts", definition(912), "CTID 912 is taken by container 912 in definitions/"],
    [
      "the hostname",
      "900-one.ts",
      definition(900, { name: '"WEB"' }),
      "hostname web is taken by container 900 in definitions/",
    ],
  ])("%s", async (_, name, text, message) => {
    const { folder, run } = project({ [`definitions/${name}`]: text, "912.conf": conf() });
    const { code, err } = await run("import", "912.conf");
    expect({ code, told: err.includes(`error[D414]: ${message}`) }).toEqual({ code: 1, told: true });
    expect(readdirSync(join(folder, "definitions"))).toEqual([name]);
  });

  it("two of the input with one name or one address", async () => {
    const files = { "912.conf": conf(), "913.conf": conf() };
    const { err } = await project(files).run("import", ...Object.keys(files));
    expect(err).toContain(
      "913.conf:2:1: error[D414]: hostname web is taken by container 912\n  first used here: 912.conf:2:1",
    );
    expect(err).toContain("913.conf:4:1: error[D110]: IP address 10.0.0.12 is taken by container 912");
    expect(err).toContain("913.conf:4:1: error[D110]: MAC address");
  });

  it("one container in two files of the same kind", async () => {
    const { err } = await project({ "a/912.conf": conf(), "b/912.conf": conf() }).run(
      "import",
      "a/912.conf",
      "b/912.conf",
    );
    expect(err).toContain(
      "b/912.conf:1:1: error[D414]: container 912 stands in two inputs\n  first read here: a/912.conf:1:1",
    );
  });
});
