import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Call } from "../../generator/cli/command.ts";
import { outputOf } from "../../generator/cli/json/output.ts";
import { showRound } from "../../generator/cli/watch/round.ts";
import { called } from "./in-process.ts";
import { output } from "./json-output.ts";
import { definition, project } from "./project.ts";

const right = { "definitions/900-one.ts": definition(900, { snapshot: '"ready"' }) };

describe("--json says all that text says:", () => {
  const remarked = {
    "definitions/900-one.ts": definition(900, {
      steps: '[command({ title: "bad", check: sh`[[ -e /x ]]`, apply: sh`cat $x` })]',
    }),
  };

  it("what ShellCheck remarks", async () => {
    const { folder } = project(remarked);
    const { value, err } = await output(folder, "generate", ["generate", "--no-types", "--json"]);
    expect(value).toMatchObject({
      exit: 1,
      written: false,
      remarks: [{ code: 2154, source: "definitions/900-one.ts:11" }, { code: 2086 }],
    });
    expect(err).toBe("nothing was written\n");
  });

  it("what differs, and warnings", async () => {
    const steps = '[secret.generated({ path: "/root/p", length: 8 }), file.symlink({ path: "/q", target: "/root/p" })]';
    const { folder } = project({ "definitions/900-one.ts": definition(900, { steps }) });
    for (const name of ["check", "generate"] as const) {
      const { value } = await output(folder, name, [name, "--no-types", "--no-lint", "--diff", "--json"]);
      expect(value).toMatchObject({
        findings: [{ code: "D330" }],
        differences: [{ diff: expect.stringMatching(/^---/m) }],
      });
    }
  });

  it("warnings that were known before something outside failed", async () => {
    const steps = '[secret.generated({ path: "/root/p", length: 8 }), file.symlink({ path: "/q", target: "/root/p" })]';
    const { folder } = project({ "definitions/900-one.ts": definition(900, { steps }), "dist-scripts": "a file\n" });
    const { value, err } = await output(folder, "generate", ["generate", "--no-types", "--no-lint", "--json"]);
    expect(value).toMatchObject({ exit: 3, error: { kind: "external" }, findings: [{ code: "D330" }] });
    expect(err).toMatch(/^warning\[D330\]/);
  });

  it("that ShellCheck gave no answer", async () => {
    const { folder } = project(right);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/shellcheck"), '#!/bin/sh\n[ "$1" = --version ] && echo version: 9.9.9\n');
    chmodSync(join(folder, "bin/shellcheck"), 0o755);
    await called(folder, ["generate", "--no-types", "--no-lint"]);
    vi.stubEnv("PATH", `${join(folder, "bin")}:${process.env["PATH"]}`);
    const { value } = await output(folder, "lint", ["lint", "--no-cache", "--engine", "native", "--json"]).finally(() =>
      vi.unstubAllEnvs(),
    );
    expect(value).toMatchObject({ exit: 3, error: { kind: "external", message: expect.stringMatching(/ShellCheck/) } });
  });

  it("each round of generate --watch, on a line of its own", () => {
    const lines: string[] = [];
    const call = { json: true, out: (text: string) => void lines.push(text), err: () => undefined } as unknown as Call;
    const outcome = { created: ["one.sh"], changed: [], unchanged: [], orphans: [] };
    const nothing = { findings: [], remarks: [], lineEnds: [], differences: [], pruned: false };
    showRound({ ...nothing, failed: false, outcome, written: true }, { call, time: 1, mended: false });
    const error = { kind: "external", message: "disk full" } as const;
    showRound({ exit: 3, findings: [], error }, { call, time: 1, mended: false });
    expect(lines.join("")).not.toContain("\n");
    const values = lines.map((line) => outputOf("generate").parse(JSON.parse(line)));
    expect(values).toMatchObject([
      { status: "done", created: ["one.sh"] },
      { status: "failed", error },
    ]);
  });
});
