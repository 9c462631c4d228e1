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
import { project } from "./in-process.ts";
import { definition } from "./project.ts";
import { script, two } from "./two-containers.ts";

/** Flags of a run that is not about types, nor about ShellCheck. */
const quick = ["--no-types", "--no-lint"] as const;

describe("generate", () => {
  it("writes one executable script for each container, and says so", async () => {
    const { folder, run } = two();
    const { code, out, err } = await run("generate", "--no-lint");
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toBe(`created ${script(101)}\ncreated ${script(102)}\n2 scripts written, 0 unchanged\n`);
    expect(readdirSync(join(folder, "dist-scripts"))).toEqual([
      "phoenix_hypervisor_setup_101.sh",
      "phoenix_hypervisor_setup_102.sh",
    ]);
    expect(statSync(join(folder, script(101))).mode & 0o777).toBe(0o755);
  });

  it("leaves a script alone that is right, so that its time stays", async () => {
    const { folder, run } = two();
    await run("generate", ...quick);
    utimesSync(join(folder, script(101)), 1, 1);
    expect((await run("generate", ...quick)).err).toBe("0 scripts written, 2 unchanged\n");
    expect(statSync(join(folder, script(101))).mtimeMs).toBe(1000);
  });

  it("gives the same bytes in another folder, whatever the order of an author's fields", async () => {
    const texts = [two(), two()].map(async ({ folder, run, put }, i) => {
      if (i === 1) {
        const text = definition(101).replace("  cores: 2,\n", "").replace("  disk:", "  cores: 2,\n  disk:");
        put("definitions/101-one.ts", text);
      }
      await run("generate", ...quick);
      return readFileSync(join(folder, script(101)), "utf8");
    });
    expect(await texts[0]).toBe(await texts[1]);
  });

  it("mends a script that was edited, deleted, or lost its mode", async () => {
    const { folder, run } = two();
    await run("generate", ...quick);
    const right = readFileSync(join(folder, script(101)), "utf8");
    writeFileSync(join(folder, script(101)), `${right}# by hand\n`);
    chmodSync(join(folder, script(102)), 0o644);
    expect((await run("generate", ...quick)).err).toContain("2 scripts written");
    expect(readFileSync(join(folder, script(101)), "utf8")).toBe(right);
  });

  it("takes CTIDs, and refuses one that no definition has", async () => {
    const { folder, run } = two();
    expect((await run("generate", ...quick, "102")).err).toContain("1 script written");
    expect(existsSync(join(folder, script(101)))).toBe(false);
    expect(await run("generate", "103", ...quick)).toMatchObject({
      code: 2,
      err: expect.stringContaining("no definition has the CTID 103"),
    });
  });

  it("names orphans, removes them only with --prune, and touches nothing else in the folder", async () => {
    const { folder, run } = two();
    await run("generate", ...quick);
    rmSync(join(folder, "definitions/102-two.ts"));
    const others = [
      "notes.txt",
      "phoenix_hypervisor_setup_102.sh.old",
      "phoenix_other.sh",
      "phoenix_hypervisor_setup_x.sh",
    ];
    for (const name of others) writeFileSync(join(folder, "dist-scripts", name), "mine");
    expect((await run("generate", ...quick)).err).toContain(`orphan  ${script(102)}`);
    expect(existsSync(join(folder, script(102)))).toBe(true);
    expect((await run("generate", ...quick, "--prune")).err).toContain(`removed ${script(102)}`);
    expect(readdirSync(join(folder, "dist-scripts")).sort()).toEqual(
      [...others, "phoenix_hypervisor_setup_101.sh"].sort(),
    );
  });

  it("shows with --diff what changes", async () => {
    const { put, run } = two();
    await run("generate", ...quick);
    put("definitions/101-one.ts", definition(101, { steps: '[apt.packages({ packages: ["wget"] })]' }));
    const { out } = await run("generate", ...quick, "--diff");
    expect(out).toMatch(/^--- dist-scripts\/phoenix_hypervisor_setup_101\.sh/m);
    expect(out).toMatch(/^\+.*packages_are_installed wget/m);
    expect(out).not.toContain("setup_102");
  });

  it("shows what it knows of the definitions even if it can write nothing", async () => {
    const { folder, run } = project({
      "definitions/101-one.ts": definition(101, { steps: '[secret.generated({ path: "/root/p", length: 8 })]' }),
    });
    writeFileSync(join(folder, "dist-scripts"), "a file\n");
    const { code, err } = await run("generate", ...quick);
    expect(code).toBe(3);
    expect(err).toMatch(/^warning\[D330\]/m);
  });

  it("writes nothing, and shows where the line comes from, if ShellCheck has a remark", async () => {
    const { folder, run } = project({
      "definitions/101-one.ts": definition(101, {
        steps: '[command({ title: "bad", check: sh`[[ -e /x ]]`, apply: sh`cat $x`})]',
      }),
    });
    const { code, out, err } = await run("generate", "--no-types");
    expect(code).toBe(1);
    expect(out).toMatch(/: (warning|info) SC\d+: .*\n {2}printed by definitions\/101-one\.ts:11$/m);
    expect(err).toContain("nothing was written");
    expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
  });

  it("keeps what was there if a script cannot be written", async () => {
    const { folder, run, put } = two();
    await run("generate", ...quick);
    const before = readFileSync(join(folder, script(102)), "utf8");
    rmSync(join(folder, script(101)));
    symlinkSync("/nonexistent/folder", join(folder, "dist-scripts/.phoenix_hypervisor_setup_101.sh.tmp"));
    put("definitions/102-two.ts", definition(102, { snapshot: '"other"' }));
    writeFileSync(join(folder, "blocker"), "");
    rmSync(join(folder, "dist-scripts"), { recursive: true });
    writeFileSync(join(folder, "dist-scripts"), before);
    expect(await run("generate", ...quick)).toMatchObject({ code: 3, out: "" });
    expect(readFileSync(join(folder, "dist-scripts"), "utf8")).toBe(before);
  });
});

describe("check", () => {
  it("ends with 0 if everything is as described, and writes nothing", async () => {
    const { folder, run } = two();
    expect(await run("check", ...quick)).toMatchObject({
      code: 1,
      out: `stale: ${script(101)}\nstale: ${script(102)}\n`,
    });
    expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
    await run("generate", ...quick);
    expect(await run("check", ...quick)).toMatchObject({ code: 0, out: "", err: "2 scripts up to date, 0 stale\n" });
  });

  it("names the script that one changed character makes stale", async () => {
    const { put, run } = two();
    await run("generate", ...quick);
    put("definitions/101-one.ts", definition(101).replace('"curl"', '"curk"'));
    expect(await run("check", ...quick)).toMatchObject({ code: 1, out: `stale: ${script(101)}\n` });
    expect(JSON.parse((await run("check", ...quick, "--json")).out)).toMatchObject({
      stale: ["phoenix_hypervisor_setup_101.sh"],
      orphans: [],
    });
  });
});
