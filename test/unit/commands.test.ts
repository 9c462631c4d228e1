import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { definition, project } from "./project.ts";

const two = () =>
  project({
    "definitions/101-one.ts": definition(101),
    "definitions/102-two.ts": definition(102, { snapshot: '"ready"' }),
  });
const script = (ctid: number) => `dist-scripts/phoenix_hypervisor_setup_${ctid}.sh`;

describe("generate", () => {
  it("writes one executable script for each container, and says so", () => {
    const { folder, run } = two();
    const { code, out, err } = run("generate", "--no-lint");
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toBe(`created ${script(101)}\ncreated ${script(102)}\n2 scripts written, 0 unchanged\n`);
    expect(readdirSync(join(folder, "dist-scripts"))).toEqual([
      "phoenix_hypervisor_setup_101.sh",
      "phoenix_hypervisor_setup_102.sh",
    ]);
    expect(statSync(join(folder, script(101))).mode & 0o777).toBe(0o755);
  });

  it("leaves a script alone that is right, so that its time stays", () => {
    const { folder, run } = two();
    run("generate", "--no-lint");
    utimesSync(join(folder, script(101)), 1, 1);
    expect(run("generate", "--no-lint").err).toBe("0 scripts written, 2 unchanged\n");
    expect(statSync(join(folder, script(101))).mtimeMs).toBe(1000);
  });

  it("gives the same bytes in another folder, whatever the order of an author's fields", () => {
    const texts = [two(), two()].map(({ folder, run, put }, i) => {
      if (i === 1) {
        const text = definition(101).replace("  cores: 2,\n", "").replace("  disk:", "  cores: 2,\n  disk:");
        put("definitions/101-one.ts", text);
      }
      run("generate", "--no-lint");
      return readFileSync(join(folder, script(101)), "utf8");
    });
    expect(texts[0]).toBe(texts[1]);
  });

  it("mends a script that was edited, deleted, or lost its mode", () => {
    const { folder, run } = two();
    run("generate", "--no-lint");
    const right = readFileSync(join(folder, script(101)), "utf8");
    writeFileSync(join(folder, script(101)), `${right}# by hand\n`);
    chmodSync(join(folder, script(102)), 0o644);
    expect(run("generate", "--no-lint").err).toContain("2 scripts written");
    expect(readFileSync(join(folder, script(101)), "utf8")).toBe(right);
  });

  it("takes CTIDs, and refuses one that no definition has", () => {
    const { folder, run } = two();
    expect(run("generate", "--no-lint", "102").err).toContain("1 script written");
    expect(existsSync(join(folder, script(101)))).toBe(false);
    expect(run("generate", "103")).toMatchObject({
      code: 2,
      err: expect.stringContaining("no definition has the CTID 103"),
    });
  });

  it("names orphans, removes them only with --prune, and touches nothing else in the folder", () => {
    const { folder, run } = two();
    run("generate", "--no-lint");
    rmSync(join(folder, "definitions/102-two.ts"));
    const others = [
      "notes.txt",
      "phoenix_hypervisor_setup_102.sh.old",
      "phoenix_other.sh",
      "phoenix_hypervisor_setup_x.sh",
    ];
    for (const name of others) writeFileSync(join(folder, "dist-scripts", name), "mine");
    expect(run("generate", "--no-lint").err).toContain(`orphan  ${script(102)}`);
    expect(existsSync(join(folder, script(102)))).toBe(true);
    expect(run("generate", "--no-lint", "--prune").err).toContain(`removed ${script(102)}`);
    expect(readdirSync(join(folder, "dist-scripts")).sort()).toEqual(
      [...others, "phoenix_hypervisor_setup_101.sh"].sort(),
    );
  });

  it("shows with --diff what changes", () => {
    const { put, run } = two();
    run("generate", "--no-lint");
    put("definitions/101-one.ts", definition(101, { steps: '[apt.packages({ packages: ["wget"] })]' }));
    const { out } = run("generate", "--no-lint", "--diff");
    expect(out).toMatch(/^--- dist-scripts\/phoenix_hypervisor_setup_101\.sh/m);
    expect(out).toMatch(/^\+.*packages_are_installed wget/m);
    expect(out).not.toContain("setup_102");
  });

  it("shows what it knows of the definitions even if it can write nothing", () => {
    const { folder, run } = project({
      "definitions/101-one.ts": definition(101, { steps: '[secret.generated({ path: "/root/p", length: 8 })]' }),
    });
    writeFileSync(join(folder, "dist-scripts"), "a file\n");
    const { code, err } = run("generate", "--no-types", "--no-lint");
    expect(code).toBe(3);
    expect(err).toMatch(/^warning\[D330\]/);
  });

  it("writes nothing, and shows where the line comes from, if ShellCheck has a remark", () => {
    const { folder, run } = project({
      "definitions/101-one.ts": definition(101, {
        steps: '[command({ title: "bad", check: sh`[[ -e /x ]]`, apply: sh`cat $x`})]',
      }),
    });
    const { code, out, err } = run("generate");
    expect(code).toBe(1);
    expect(out).toMatch(/: (warning|info) SC\d+: .*\n {2}printed by definitions\/101-one\.ts:11$/m);
    expect(err).toContain("nothing was written");
    expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
  });

  it("keeps what was there if a script cannot be written", () => {
    const { folder, run, put } = two();
    run("generate", "--no-lint");
    const before = readFileSync(join(folder, script(102)), "utf8");
    rmSync(join(folder, script(101)));
    symlinkSync("/nonexistent/folder", join(folder, "dist-scripts/.phoenix_hypervisor_setup_101.sh.tmp"));
    put("definitions/102-two.ts", definition(102, { snapshot: '"other"' }));
    writeFileSync(join(folder, "blocker"), "");
    rmSync(join(folder, "dist-scripts"), { recursive: true });
    writeFileSync(join(folder, "dist-scripts"), before);
    expect(run("generate", "--no-lint")).toMatchObject({ code: 3, out: "" });
    expect(readFileSync(join(folder, "dist-scripts"), "utf8")).toBe(before);
  });
});

describe("check", () => {
  it("ends with 0 if everything is as described, and writes nothing", () => {
    const { folder, run } = two();
    expect(run("check", "--no-lint")).toMatchObject({ code: 1, out: `stale: ${script(101)}\nstale: ${script(102)}\n` });
    expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
    run("generate", "--no-lint");
    expect(run("check", "--no-lint")).toMatchObject({ code: 0, out: "", err: "2 scripts up to date, 0 stale\n" });
  });

  it("names the script that one changed character makes stale", () => {
    const { put, run } = two();
    run("generate", "--no-lint");
    put("definitions/101-one.ts", definition(101).replace('"curl"', '"curk"'));
    expect(run("check", "--no-lint")).toMatchObject({ code: 1, out: `stale: ${script(101)}\n` });
    expect(JSON.parse(run("check", "--no-lint", "--json").out)).toMatchObject({
      stale: ["phoenix_hypervisor_setup_101.sh"],
      orphans: [],
    });
  });
});

describe("the head of a script", () => {
  const read = (folder: string, ctid: number) => readFileSync(join(folder, script(ctid)), "utf8");
  const hashes = (text: string) => ({
    plan: /^# plan: (.*)$/m.exec(text)?.[1],
    body: /^# body: (.*)$/m.exec(text)?.[1],
  });

  it("bears the sha256 of all bytes after its body line", () => {
    const { folder, run } = two();
    run("generate", "--no-lint");
    const text = read(folder, 101);
    const body = text.slice(text.indexOf("\n", text.indexOf("# body: ")) + 1);
    expect(hashes(text).body).toBe(createHash("sha256").update(body).digest("hex"));
  });

  it("keeps its plan hash when only titles, comments or lines change, and not when a step does", () => {
    const { folder, run, put } = two();
    run("generate", "--no-lint");
    const { plan } = hashes(read(folder, 101));
    put(
      "definitions/101-one.ts",
      `// said\n\n${definition(101, { steps: '[apt.packages({ title: "tools", packages: ["curl"] })]' })}`,
    );
    run("generate", "--no-lint");
    expect(hashes(read(folder, 101)).plan).toBe(plan);
    put(
      "definitions/101-one.ts",
      definition(101, { steps: '[apt.packages({ packages: ["curl"], recommends: false })]' }),
    );
    run("generate", "--no-lint");
    expect(hashes(read(folder, 101)).plan).not.toBe(plan);
  });

  it("has another plan hash when the parent's plan changes", () => {
    const clone = `import parent from "./101-one.ts";\n${definition(102, { cloneOf: "parent" }).replace("  unprivileged: true,\n", "")}`;
    const plans = ["curl", "wget"].map((name) => {
      const { folder, run } = project({
        "definitions/101-one.ts": definition(101, {
          snapshot: '"ready"',
          steps: `[apt.packages({ packages: ["${name}"] })]`,
        }),
        "definitions/102-two.ts": clone,
      });
      run("generate", "--no-lint");
      return hashes(read(folder, 102)).plan;
    });
    expect(plans[0]).not.toBe(plans[1]);
  });
});

describe("the command line", () => {
  it.each([
    [
      ["generate", "--dryrun"],
      /^phoenix-setup: generate has no flag '--dryrun'\nhint: phoenix-setup generate --help\n$/,
    ],
    [["generate", "--prun"], /generate has no flag '--prun'; did you mean '--prune'\?/],
    [["generate", "-x"], /generate has no flag '-x'/],
    [["lint", "--engine"], /^phoenix-setup: --engine needs a value\n/],
    [["generate", "--diff=yes"], /^phoenix-setup: --diff takes no value\n/],
    [["genrate"], /there is no command 'genrate'; did you mean 'generate'\?/],
    [["toString"], /there is no command 'toString'\n/],
    [["list", "12"], /'12' is not a CTID/],
    [["lint", "--engine", "other"], /--engine takes native or embedded/],
    [[], /usage: phoenix-setup <command>/],
  ])("refuses %j with exit code 2", (words, message) => {
    expect(two().run(...words)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });

  it("says so where there are no definitions", () => {
    expect(project({}).run("generate")).toMatchObject({
      code: 2,
      err: expect.stringContaining("there is no folder 'definitions'"),
    });
  });

  it.each(["generate", "check", "lint", "list", "explain"])("has help for %s, on standard output", (name) => {
    expect(two().run(name, "--help")).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining(`usage: phoenix-setup ${name}`),
    });
  });

  it("prints the fleet as a table, and as data", () => {
    const { run } = two();
    expect(run("list").out.split("\n")[0]).toMatch(/^CTID +KIND +NAME +PARENT +SNAPSHOT +IP/);
    expect(JSON.parse(run("list", "--json", "102").out).containers).toMatchObject([
      { ctid: 102, kind: "template", snapshot: "ready", parent: null },
    ]);
  });

  it("explains a container step by step, with the definition's lines", () => {
    const { out } = two().run("explain", "102");
    expect(out).toContain("102 ct102: template, created from an OS template, ends as snapshot 'ready'");
    expect(out).toMatch(/ 2\. packages curl\n {6}apt-packages, inside {2}definitions\/102-two\.ts:11:/);
  });
});
