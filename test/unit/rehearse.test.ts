import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { sampled } from "../thorough.ts";
import { project as inThisProcess } from "./in-process.ts";
import { definition, project, root } from "./project.ts";

const steps = `[
    apt.packages({ packages: ["curl"] }),
    docker.image({ image: text\`\${lxcConfig("image", "word")}\`, accept: undefined }),
    service.running({ unit: "nginx.service" }),
  ]`.replace(", accept: undefined", "");
const imports = (text: string): string =>
  text.replace("import { apt,", "import { apt, file, http, secret, text, hypervisorConfig,");
const one = imports(definition(101, { steps, features: "{ nesting: true, keyctl: true }" }));
const ready = { snapshot: '"ready"', steps: '[apt.packages({ packages: ["curl"] })]' };

/** The command in this process, with a folder for temporary files in which nothing may be left. */
function author(files: Readonly<Record<string, string>>) {
  const { folder, run, put } = inThisProcess(files);
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = temporary;
  onTestFinished(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    expect(readdirSync(temporary)).toEqual([]);
  });
  return { folder, run, put };
}

describe("a rehearsal", () => {
  it("runs the script twice, shows each call of pct and what a log would say, sums up, and with --check asks first and afterwards", async () => {
    const { run } = author({ "definitions/101-one.ts": one });
    const { code, out, err } = await run("rehearse", "101", "--cost", "0.5", "--check");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("  stand-in: image (phoenix_lxc_configs.json) is 'stand-in-for-image'\n");
    expect(out).toContain("   0.5 s  1.    pct status 101 --verbose\n");
    expect(out).toContain("     1 s  2.    pct exec 101 --keep-env 0 -- bash -s\n");
    expect(out).toMatch(
      / {5}1 s {2}INFO {2}\[2\/4\] apt-packages changed \ds {2}definitions\/101-one\.ts:\d+ {2}packages curl\n/,
    );
    expect(out).toMatch(
      /^first run: ended with 0 after 2 calls of pct, 1 s .*steps: 1 ok, 3 changed, 0 failed, 0 skipped$/m,
    );
    expect(out).toMatch(/^asked first: ended with 10 /m);
    expect(out).toMatch(/^asked afterwards: ended with 0 /m);
    expect(out).toMatch(/^again: ended with 0 .*steps: 4 ok, 0 changed, 0 failed, 0 skipped$/m);
    expect(out).toContain("the last run changed nothing: container 101 runs, and nothing is left behind\n");
  });

  it("ends a template with its snapshot, of a clone as well; gives the script what it reads and brings along, and the answers that it waits for", async () => {
    const asks = `[
      file.fromHost({ source: hypervisorConfig("core_paths.file", "path"), path: "/root/file" }),
      http.answersFromHost({ url: "http://10.0.0.102/a", status: [204], within: seconds(5) }),
      http.answersFromHost({ url: "http://10.0.0.102/b", json: { path: "state.0.name", contains: "up" }, within: seconds(5) }),
    ]`;
    const clone = definition(102, { snapshot: '"second"', steps: asks, cloneOf: "parent" });
    const { run } = author({
      "definitions/101-one.ts": definition(101, ready),
      "definitions/102-two.ts": `import parent from "./101-one.ts";\n${imports(clone).replace("  unprivileged: true,\n", "")}`,
    });
    const { code, out } = await run("rehearse", "102");
    expect(code).toBe(0);
    expect(out).toContain("stand-in: /stand-ins/core-paths-file holds a line of text");
    expect(out).toContain("stand-in: http://10.0.0.102/b answers as wanted");
    expect(out).toContain("first run: ended with 0");
    expect(out).toMatch(/pct snapshot 102 second --description/);
    expect(out).toContain("container 102 runs, snapshot 'second' is made, and nothing is left behind");
  });

  const points = [
    ["--fail-at", "apt-packages", 22, /first run, failing at step 2, .* \(apply\): ended with 22/],
    ["--fail-at", "pct:2", 21, /first run, failing at call 2 of pct: ended with 21/],
    ["--kill-at", "pct:2", 137, /first run, killed at call 2 of pct: ended with 137/],
    ["--kill-at", "2", 137, /first run, killed at step 2, .*: ended with 137/],
  ] as const;
  it.each(sampled(points, 2))("%s %s: the next run makes up for it", async (flag, point, _, summary) => {
    const { run } = author({ "definitions/101-one.ts": definition(101) });
    const { code, out } = await run("rehearse", "101", flag, point);
    expect(code).toBe(0);
    expect(out).toMatch(summary);
    expect(out).toMatch(/^next run: ended with 0 /m);
    expect(out).toMatch(/^again: ended with 0 .* 0 changed/m);
  });

  it("--written runs the script as it was written, with the steps that it has, and ends with 1 and says so if it does not behave", async () => {
    const two = '[apt.packages({ packages: ["curl"] }), apt.packages({ packages: ["wget"] })]';
    const { folder, run, put } = author({ "definitions/101-one.ts": definition(101, { steps: two }) });
    await run("generate", "--no-lint", "--no-types");
    const script = join(folder, "dist-scripts/phoenix_hypervisor_setup_101.sh");
    // Each run restarts the container.
    const spoilt = readFileSync(script, "utf8").replace(
      '\n  exit_script "$verdict"',
      '\n  pct_call 60 shutdown "$CTID"\n  pct_call 60 start "$CTID"\n  exit_script "$verdict"',
    );
    writeFileSync(script, spoilt);
    put("definitions/101-one.ts", definition(101));
    const { code, out } = await run("rehearse", "101", "--written");
    expect(code).toBe(1);
    expect(out).toContain("not as expected: again: was more than a question: pct shutdown 101");
    expect(out).toContain("[2/3] apt-packages changed");
    expect(out).toMatch(/^first run: .*steps: 1 ok, 2 changed, 0 failed, 0 skipped$/m);
    // Without it, the script of the definition as it is now; and --json has all of it as data.
    const { containers } = JSON.parse((await run("rehearse", "101", "--json", "--cost", "2")).out);
    expect(containers).toMatchObject([{ ctid: 101, asExpected: true, complaints: [], cost: 2 }]);
    expect(containers[0].runs).toMatchObject([
      { run: "first run", exit: 0, calls: 2, seconds: 4, steps: { ok: 1, changed: 1 } },
      { run: "again", exit: 0, calls: 2, seconds: 4, steps: { ok: 2, changed: 0 } },
    ]);
    expect(containers[0].runs[0].transcript).toContainEqual({ call: 1, text: "pct status 101 --verbose" });
  });

  it.each([
    [["rehearse"], "which container?"],
    [["rehearse", "101", "--fail-at", "apt"], "'apt' is no step; there are 1 container-ready, 2 apt-packages"],
    [["rehearse", "101", "--fail-at", "2", "--kill-at", "2"], "cannot be combined"],
    [["rehearse", "101", "--cost", "much"], "--cost takes seconds"],
    [["rehearse", "101", "--written"], "there is no dist-scripts/phoenix_hypervisor_setup_101.sh"],
  ])("%j is wrong use", async (words, message) => {
    expect(await author({ "definitions/101-one.ts": one }).run(...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining(message),
    });
  });

  it("a fault that is never met is told", async () => {
    const { run } = author({ "definitions/101-one.ts": definition(101) });
    const { code, out } = await run("rehearse", "101", "--fail-at", "pct:40");
    expect(code).toBe(1);
    expect(out).toContain("it does not come to the point where it was to go wrong; its calls of pct: 2");
  });

  it("leaves nothing either when the one who reads it goes away in the middle", () => {
    const { folder } = author({ "definitions/101-one.ts": one });
    const words = `'${process.execPath}' '${join(root, "dist/phoenix-setup.cjs")}' rehearse 101 | head -n 8`;
    const { stdout, stderr } = spawnSync("/bin/bash", ["--norc", "-c", words], { cwd: folder, encoding: "utf8" });
    expect(stdout.split("\n").length).toBe(9);
    expect(stderr).toBe("");
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends it, and nothing of it is left", async (signal, expected) => {
    const { folder } = project({ "definitions/101-one.ts": one });
    const temporary = mkdtempSync(join(tmpdir(), "phoenix-interrupted-"));
    onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
    const child = spawn(process.execPath, [join(root, "dist/phoenix-setup.cjs"), "rehearse", "101"], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const words = { out: "", err: "" };
    child.stderr.on("data", (part) => (words.err += part));
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    await new Promise<void>((resolve) =>
      child.stdout.on("data", (part) => {
        words.out += part;
        if (words.out.includes("pct exec")) resolve();
      }),
    );
    child.kill(signal);
    expect(await ended).toBe(expected);
    expect(words.err).toContain("interrupted; nothing of the rehearsal is left");
    expect(existsSync(temporary) && readdirSync(temporary)).toEqual([]);
  });
});
