import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXIT_CODES } from "../../generator/contract/exit-codes.ts";
import type { Definition } from "../../generator/dsl/container.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { gib, mib } from "../../generator/dsl/units.ts";
import { claimProblems } from "../../generator/rules/claim-rules.ts";
import { kernelParameter } from "../../generator/steps/kinds/kernel-parameter.ts";
import { lxcMount } from "../../generator/steps/kinds/lxc-mount.ts";
import { lxcOptions } from "../../generator/steps/kinds/lxc-options.ts";
import { lxcVolume } from "../../generator/steps/kinds/lxc-volume.ts";
import { secretFromEnvironment, secretVariable } from "../../generator/steps/kinds/secret-from-environment.ts";
import { secretGenerated } from "../../generator/steps/kinds/secret-generated.ts";

const container = (is: "template" | "application", ...steps: Step[]): Definition =>
  ({
    is,
    options: { ctid: 101, memory: gib(2), cores: 2, features: { nesting: true }, steps },
  }) as unknown as Definition;
const codes = (definition: Definition, unprivileged = true): string[] =>
  claimProblems(definition, unprivileged).map(({ code, severity, path }) => `${severity} ${code} ${path.join(".")}`);

describe("a step that contradicts its container is an error:", () => {
  it("another memory, other cores, another feature", () => {
    const step = lxcOptions({ memory: gib(1), cores: 4, features: { nesting: false, fuse: true } });
    expect(codes(container("application", step))).toEqual([
      "error D150 memory",
      "error D150 cores",
      "error D150 features.nesting",
      "error D150 features.fuse",
    ]);
  });

  it("but not the same in another unit, nor what the container's options do not speak of", () => {
    const step = lxcOptions({
      memory: mib(2048),
      cores: 2,
      swap: "none",
      features: { nesting: true, keyctl: false, mknod: true },
    });
    expect(step.problems).toEqual([]);
    expect(codes(container("application", step))).toEqual([]);
  });

  it("a folder of the host in what is to be snapshotted; elsewhere it is a warning", () => {
    const step = lxcMount({ source: "/tank/media", path: "/srv/media" });
    expect(codes(container("template", step))).toEqual(["error D151 "]);
    expect(codes(container("application", step))).toEqual(["warning D333 "]);
  });

  it("P4: protection that is set before a mount or a volume, but not after them", () => {
    const mounted = [
      lxcMount({ source: "/tank/media", path: "/srv/media" }),
      lxcVolume({ storage: "tank", path: "/data", size: gib(1) }),
    ];
    const guarded = lxcOptions({ protection: true, onboot: true });
    for (const step of mounted) {
      expect(codes(container("application", guarded, step))).toContain("error D154 protection");
      expect(codes(container("application", step, guarded))).not.toContain("error D154 protection");
      expect(codes(container("application", lxcOptions({ protection: false }), step))).not.toContain(
        "error D154 protection",
      );
    }
  });

  it("a parameter of the host's kernel; in a privileged container it is a warning", () => {
    const step = kernelParameter({
      parameters: { "vm.swappiness": 10, "net.ipv4.ip_forward": 1, "kernel.shmmax": 68719476736 },
    });
    expect(step.problems).toEqual([]);
    expect(codes(container("application", step))).toEqual(["error D152 parameters.vm.swappiness"]);
    expect(codes(container("application", step), false)).toEqual(["warning D332 parameters.vm.swappiness"]);
  });
});

describe("a secret", () => {
  const doubts = (step: Step) => step.doubts.map(({ code, message }) => `${code} ${message}`);
  it("that can be guessed is doubtful, and the hint says how long it has to be", () => {
    const [doubt] = secretGenerated({ path: "/x/y", alphabet: "digits", length: 19 }).doubts;
    expect(doubt?.code).toBe("D330");
    expect(doubt?.message).toContain("63 bits");
    expect(secretGenerated({ path: "/x/y", alphabet: "digits", length: 20 }).doubts).toEqual([]);
    expect(doubt?.fix).toContain("length: 20");
  });

  it("that others may read is doubtful, by whatever bit", () => {
    for (const mode of ["0644", "0604", "0642", "641"])
      expect(doubts(secretFromEnvironment({ variable: "A_B", path: "/x", mode }))).toEqual([
        `D331 the secret /x is open to every user inside, by its mode ${mode}`,
      ]);
    expect(doubts(secretFromEnvironment({ variable: "A_B", path: "/x", mode: "0640" }))).toEqual([]);
  });

  it("comes from no variable that the script itself sets, or its shell", () => {
    const folder = join(import.meta.dirname, "../../templates/runtime");
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    const own = texts.flatMap((text) => [...text.matchAll(/\b([A-Z][A-Z_]*_[A-Z]+)=/g)].map(([, name]) => name));
    expect(own).toContain("HOST_ROOT");
    const exits = EXIT_CODES.map(({ name }) => name);
    for (const name of [...own, ...exits, "BASH_ENV", "LC_ALL", "PATH", "HOME", "a_b", "A-B", ""])
      expect(secretVariable.safeParse(name).success, name).toBe(false);
    for (const name of ["GRAFANA_TOKEN", "A_B2", "HF_TOKEN"])
      expect(secretVariable.safeParse(name).success, name).toBe(true);
  });
});
