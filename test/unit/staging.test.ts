import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { definition, project, root } from "./project.ts";

const script = (ctid: number) => `phoenix_hypervisor_setup_${ctid}.sh`;

/** A run of `generate` that finds these planted where it writes its scripts first: Bash by CTID, in which `$1` is the place. */
function generateAfter(plants: Readonly<Record<number, string>>) {
  const ctids = Object.keys(plants).map(Number);
  const definitions = ctids.map((ctid) => [`definitions/${ctid}-one.ts`, definition(ctid)]);
  const { folder } = project({ ...Object.fromEntries(definitions), victim: "precious\n" });
  mkdirSync(join(folder, "dist-scripts"));
  // The process that generates has this one's number.
  const planting = ctids.map((ctid) => `set -- "dist-scripts/.${script(ctid)}.$$"; ${plants[ctid]}`).join("\n");
  const run = `${planting}\nexec "$0" "$program" generate --no-types --no-lint`;
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", run, process.execPath], {
    cwd: folder,
    encoding: "utf8",
    // One that waits for the reader of a pipe would do so for ever.
    timeout: 20_000,
    killSignal: "SIGKILL",
    env: {
      ...process.env,
      NO_COLOR: "1",
      XDG_CACHE_HOME: join(folder, "cache"),
      program: join(root, "dist/phoenix-setup.cjs"),
    },
  });
  const written = readdirSync(join(folder, "dist-scripts"));
  return { folder, status, said: stdout + stderr, written, victim: readFileSync(join(folder, "victim"), "utf8") };
}

describe("a script on its way", () => {
  test("is a new file, whatever has its name", () => {
    const { folder, status, said, written, victim } = generateAfter({
      101: 'ln -s ../victim "$1"',
      102: 'ln -s ../made-by-link "$1"',
      103: 'ln victim "$1"',
      104: 'mkfifo "$1"',
      105: 'echo "half of a script" >"$1"',
    });
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining("5 scripts written") });
    expect(written).toEqual([101, 102, 103, 104, 105].map(script));
    for (const name of written) {
      expect(lstatSync(join(folder, "dist-scripts", name)).isFile()).toBe(true);
      expect(readFileSync(join(folder, "dist-scripts", name), "utf8")).toMatch(/^#!\/bin\/bash/);
    }
    expect(victim).toBe("precious\n");
    expect(readdirSync(folder)).not.toContain("made-by-link");
  });

  test("takes no folder's place, and then nothing is written", () => {
    const { status, written, victim } = generateAfter({ 101: "true", 102: 'mkdir "$1"' });
    expect({ status, victim }).toEqual({ status: 3, victim: "precious\n" });
    expect(written).toEqual([expect.stringMatching(/^\.phoenix_hypervisor_setup_102\.sh\.\d+$/)]);
  });

  test("that a killed run has left goes once it is old itself, whatever it leads to", () => {
    const { folder, run } = project({ "definitions/101-one.ts": definition(101), victim: "precious\n" });
    const old = new Date(Date.now() - 2 * 3_600_000);
    const left = (number: number) => join(folder, `dist-scripts/.${script(101)}.${number}`);
    mkdirSync(join(folder, "dist-scripts"));
    utimesSync(join(folder, "victim"), old, old);
    symlinkSync("../victim", left(1));
    writeFileSync(left(2), "half of a script");
    utimesSync(left(2), old, old);
    expect(run("generate", "--no-types", "--no-lint").code).toBe(0);
    expect(readdirSync(join(folder, "dist-scripts")).sort()).toEqual([`.${script(101)}.1`, script(101)]);
  });
});

test("a script can be run by others, whatever the mask of the one who generates it", () => {
  const { folder } = project({ "definitions/101-one.ts": definition(101) });
  const words = ["--norc", "-c", 'umask 077; exec "$0" "$1" generate --no-types --no-lint'];
  const program = join(root, "dist/phoenix-setup.cjs");
  spawnSync("bash", [...words, process.execPath, program], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: folder },
  });
  expect(lstatSync(join(folder, "dist-scripts", script(101))).mode & 0o777).toBe(0o755);
});
