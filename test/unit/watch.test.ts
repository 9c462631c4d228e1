import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { definition, project, root } from "./project.ts";

/** A session of `generate --watch`. */
function watching(files: Readonly<Record<string, string>>) {
  const { folder, put } = project({ "node_modules/.package-lock.json": "{}", ...files });
  const words = [join(root, "dist/phoenix-setup.cjs"), "generate", "--watch", "--no-types", "--no-lint"];
  const env = { ...process.env, NO_COLOR: "1" };
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let said = "";
  let seen = 0;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  /** What is said until a round is over: its lines, the last of which is the one of the round. */
  const round = async (): Promise<string[]> => {
    for (let waited = 0; waited < 120_000; waited += 10) {
      const end = /^\d\d:\d\d:\d\d {2}.*\n/m.exec(said.slice(seen));
      if (end) {
        const text = said.slice(seen, seen + end.index + end[0].length);
        seen += text.length;
        return text.trimEnd().split("\n");
      }
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
      await pause(10);
    }
    throw new Error(`nothing more was said: ${said}`);
  };
  return { folder, put, child, ended, round, said: () => said };
}

/** A round's line without its time and how long it took. */
const line = (lines: readonly string[]): string =>
  (lines.at(-1) ?? "").replace(/^\d\d:\d\d:\d\d {2}/, "").replace(/, \d+ ms$/, "");

it("a change is one line, a mistake is shown until it is mended, and Ctrl-C ends it", async () => {
  const { folder, put, child, ended, round, said } = watching({ "definitions/900-one.ts": definition(900) });
  const first = await round();
  expect(first).toHaveLength(2);
  expect(first[0]).toBe("watching definitions/ and what it imports; Ctrl-C ends it");
  expect(line(first)).toBe("created phoenix_hypervisor_setup_900.sh");

  put("definitions/900-one.ts", definition(900, { steps: '[apt.packages({ packages: ["jq"] })]' }));
  const second = await round();
  expect(second).toHaveLength(1);
  expect(line(second)).toBe("changed phoenix_hypervisor_setup_900.sh");

  put("definitions/901-two.ts", definition(901, { cores: "0" }));
  const wrong = await round();
  expect(wrong.join("\n")).toContain("definitions/901-two.ts");
  expect(line(wrong)).toBe("nothing written");

  put("definitions/901-two.ts", definition(901));
  const mended = await round();
  expect(mended).toHaveLength(1);
  expect(line(mended)).toBe("mended; created phoenix_hypervisor_setup_901.sh");

  rmSync(join(folder, "definitions/901-two.ts"));
  expect(line(await round())).toBe("no script changes");

  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said()).not.toContain("this is a bug");
  expect(readdirSync(join(folder, "dist-scripts")).sort()).toEqual([
    "phoenix_hypervisor_setup_900.sh",
    "phoenix_hypervisor_setup_901.sh",
  ]);
});

it("a file that is imported or carried is watched too, and so is a folder that appears", async () => {
  const carried = '[file.local({ path: "/etc/motd", source: local("files/motd") })]';
  const withLocal = definition(900, { steps: carried }).replace("import { apt,", "import { local, apt,");
  const { put, child, ended, round } = watching({
    "definitions/900-one.ts": withLocal,
    "definitions/files/motd": "Welcome.\n",
  });
  await round();
  put("definitions/files/motd", "Welcome again.\n");
  expect(line(await round())).toBe("changed phoenix_hypervisor_setup_900.sh");
  put("definitions/pieces/cores.ts", "export const cores = 3;\n");
  put("definitions/901-two.ts", `import { cores } from "./pieces/cores.ts";\n${definition(901, { cores: "cores" })}`);
  let said = "";
  while (!said.includes("901")) said = line(await round());
  put("definitions/pieces/cores.ts", "export const cores = 4;\n");
  // A script compares how many cores its container has.
  expect(line(await round())).toBe("changed phoenix_hypervisor_setup_901.sh");
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
});

it("what happens in a busy folder above the project, where a file of its own could be, is nothing to it", async () => {
  const { folder, put, child, ended, round } = watching({ "definitions/900-one.ts": definition(900) });
  expect(line(await round())).toBe("created phoenix_hypervisor_setup_900.sh");
  const busy = join(dirname(folder), `${basename(folder)}-beside`);
  onTestFinished(() => rmSync(busy, { force: true }));
  for (let n = 0; n < 5; n++) {
    writeFileSync(busy, String(n));
    await pause(100);
  }
  put("definitions/900-one.ts", definition(900, { steps: '[apt.packages({ packages: ["jq"] })]' }));
  expect(line(await round())).toBe("changed phoenix_hypervisor_setup_900.sh");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

it("what is being written when it ends is written whole, or not at all", async () => {
  const { folder, child, ended, said } = watching(
    Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`definitions/${900 + i}-ct.ts`, definition(900 + i)])),
  );
  while (!said().includes("watching")) await pause(5);
  child.kill("SIGHUP");
  expect(await ended).toBe(129);
  const target = join(folder, "dist-scripts");
  expect([0, 30]).toContain(existsSync(target) ? readdirSync(target).length : 0);
});
