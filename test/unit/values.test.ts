import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Step } from "../../generator/dsl/step.ts";
import { env, hypervisorConfig, lxcConfig, type RuntimeValue } from "../../generator/dsl/text.ts";
import type { Plan } from "../../generator/plan/plan.ts";
import { runtimeValues } from "../../generator/plan/values.ts";
import { renderScript } from "../../generator/render/script.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileFromHost } from "../../generator/steps/kinds/file-from-host.ts";
import { secretFromEnvironment } from "../../generator/steps/kinds/secret-from-environment.ts";
import { anyContainer } from "../any-container.ts";

/** The script of container 900 with these steps. */
function scriptOf(steps: readonly Step[]): string {
  const planned = steps.map((step, i) => ({
    number: i + 1,
    step,
    place: { file: "definitions/900.ts", line: 1, column: 1 },
    restarts: [],
    lasting: [],
  }));
  return renderScript({
    definition: anyContainer(900, []),
    file: "definitions/900.ts",
    steps: planned,
    runs: planned.map(({ number, step: { side } }) => ({ side, restarts: false, numbers: [number] })),
    values: steps.flatMap(({ view, hostFile }) => runtimeValues({ view, hostFile })),
    hash: "0".repeat(64),
  } as unknown as Plan).text;
}

const ETC = "usr/local/phoenix_hypervisor/etc";

/**
 * A host on which the script reads its values, and nothing else: what the variables hold then, or with which status it ended and what it said.
 * `prepare` changes the host first.
 */
function read(
  steps: readonly Step[],
  variables: readonly string[],
  given: { environment?: Record<string, string>; prepare?: (host: string) => void } = {},
) {
  const host = mkdtempSync(join(tmpdir(), "phoenix-values-"));
  onTestFinished(() => rmSync(host, { recursive: true, force: true }));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(host, path)), { recursive: true });
    writeFileSync(join(host, path), text);
  };
  put(`${ETC}/phoenix_lxc_configs.json`, JSON.stringify({ lxc_configs: { 900: { model: "x/y", flag: true } } }));
  put(`${ETC}/phoenix_hypervisor_config.json`, JSON.stringify({ paths: { token: "/etc/token" } }));
  put("etc/token", "a\0token\n");
  put("script", scriptOf(steps));
  given.prepare?.(host);
  const program = `
    . "$1"
    set -euo pipefail
    export LC_ALL=C
    CTID=900
    log() { :; }
    fail() { printf '%s' "\${*:2}"; exit "$1"; }
    read_values
    for name in "\${@:2}"; do printf '%s\\n' "\${!name}"; done`;
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--norc", "-c", program, "bash", join(host, "script"), ...variables],
    {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] ?? "", PHOENIX_HOST_ROOT: host, ...given.environment },
      // What waits for a pipe does so for ever.
      timeout: 20_000,
      killSignal: "SIGKILL",
    },
  );
  return { status, said: (stdout + stderr).replaceAll(host, "") };
}

const content = (value: RuntimeValue): Step => fileContent({ path: "/x", content: value });
const refused = (said: unknown) => ({ status: 20, said });
const pipe = (path: string): void => {
  rmSync(path, { force: true });
  expect(spawnSync("mkfifo", [path]).status).toBe(0);
};

describe("values of JSON files", () => {
  const steps = [
    content(lxcConfig("model", "word")),
    content(lxcConfig("flag")),
    content(hypervisorConfig("paths.token", "path")),
  ];
  const names = ["lxc_model", "lxc_flag", "hypervisor_paths_token"];

  it("are in the variables of the steps", () => {
    expect(read(steps, names)).toEqual({ status: 0, said: "x/y\ntrue\n/etc/token\n" });
  });

  it.each<[string, (host: string) => void, RegExp]>([
    [
      "that are not there",
      (host) => writeFileSync(join(host, ETC, "phoenix_lxc_configs.json"), "{}"),
      /^lxc_configs\.900\.model in .*phoenix_lxc_configs\.json is missing$/,
    ],
    [
      "of a file that is a pipe",
      (host) => pipe(join(host, ETC, "phoenix_lxc_configs.json")),
      /^lxc_configs\.900\.model in .* not a regular file$/,
    ],
    [
      "in a folder that everybody can write to",
      (host) => chmodSync(join(host, ETC), 0o777),
      /phoenix_lxc_configs\.json cannot be trusted: .*everybody may replace what is in .*\/etc/,
    ],
    [
      "below a link that everybody can make",
      (host) => {
        mkdirSync(join(host, "tmp"));
        chmodSync(join(host, "tmp"), 0o777);
        rmSync(join(host, "usr/local"), { recursive: true });
        symlinkSync("../tmp/x", join(host, "usr/local"));
      },
      /cannot be trusted: .*everybody may replace what is in .*\/tmp/,
    ],
  ])("%s end the script with 20", (_what, prepare, said) => {
    expect(read(steps, [], { prepare })).toEqual(refused(expect.stringMatching(said)));
  });

  it("may be in a file that a link of root's own leads to", () => {
    const prepare = (host: string) => {
      const file = join(host, ETC, "phoenix_lxc_configs.json");
      writeFileSync(join(host, "real.json"), JSON.stringify({ lxc_configs: { 900: { model: "m", flag: 7 } } }));
      rmSync(file);
      symlinkSync(`../../../../real.json`, file);
    };
    expect(read(steps, names, { prepare })).toEqual({ status: 0, said: "m\n7\n/etc/token\n" });
  });
});

describe("values of the environment", () => {
  const of = (value: RuntimeValue, stage?: string) =>
    read([content(value)], ["environment_STAGE"], stage === undefined ? {} : { environment: { STAGE: stage } });

  it.each<[string, RuntimeValue, string]>([
    ["text", env("STAGE"), "a b'\"$(x)`%\\*"],
    ["text beyond ASCII", env("STAGE"), "ümlaut 日本"],
    ["a word", env("STAGE", "word"), "prod-1"],
    ["a number", env("STAGE", "integer"), "007"],
    ["a path", env("STAGE", "path"), "/srv/a b"],
  ])("are as they are: %s", (_what, value, stage) => {
    expect(of(value, stage)).toEqual({ status: 0, said: `${stage}\n` });
  });

  it.each<[string, RuntimeValue, string | undefined, string]>([
    ["no value", env("STAGE"), undefined, "is missing"],
    ["nothing", env("STAGE"), "", "is missing"],
    ["two lines", env("STAGE"), "a\nb", "which is not of the format 'text'"],
    ["a line with its end", env("STAGE", "word"), "a\n", "which is not of the format 'word'"],
    ["an end of a line alone", env("STAGE"), "\n", "which is not of the format 'text'"],
    ["an invisible control", env("STAGE"), "a\u0085b", "which is not of the format 'text'"],
    ["no number", env("STAGE", "integer"), "a[$(touch /tmp/canary)]", "which is not of the format 'integer'"],
    ["no path", env("STAGE", "path"), "etc", "which is not of the format 'path'"],
    ["a long text", env("STAGE"), "x".repeat(4097), "is longer than 4096 characters"],
  ])("are refused: %s", (_what, value, stage, why) => {
    expect(of(value, stage)).toEqual(refused(expect.stringMatching(/^the environment variable STAGE /)));
    expect(of(value, stage).said).toContain(why);
  });
});

describe("a file of the host", () => {
  const steps = [fileFromHost({ path: "/x", source: "/etc/token" })];
  const bytes = `${Buffer.from("a\0token\n").toString("base64")}\n`;

  it("comes as base64, also by a link of root's own", () => {
    expect(read(steps, ["hostfile_1"])).toEqual({ status: 0, said: bytes });
    const linked = [fileFromHost({ path: "/x", source: "/etc/linked" })];
    const prepare = (host: string) => symlinkSync("token", join(host, "etc/linked"));
    expect(read(linked, ["hostfile_1"], { prepare })).toEqual({ status: 0, said: bytes });
  });

  it.each<[string, (host: string) => void, RegExp]>([
    [
      "that is not there",
      (host) => rmSync(join(host, "etc/token")),
      /^the file \/etc\/token cannot be read: .*No such file/,
    ],
    [
      "that is a pipe",
      (host) => pipe(join(host, "etc/token")),
      /^the file \/etc\/token cannot be read: .*not a regular file/,
    ],
    [
      "that is a device",
      (host) => {
        rmSync(join(host, "etc/token"));
        symlinkSync("/dev/zero", join(host, "etc/token"));
      },
      /^the file \/etc\/token cannot be read: .*not a regular file/,
    ],
    [
      "that is too large",
      (host) => truncateSync(join(host, "etc/token"), (16 << 20) + 1),
      /^the file \/etc\/token cannot be read: .*larger than 16777216 bytes/,
    ],
    [
      "in a folder that everybody can write to",
      (host) => chmodSync(join(host, "etc"), 0o777),
      /^the file \/etc\/token cannot be trusted: .*everybody may replace what is in \/etc/,
    ],
    [
      "by a link that everybody can make",
      (host) => {
        mkdirSync(join(host, "srv"));
        chmodSync(join(host, "srv"), 0o777);
        symlinkSync("../etc", join(host, "srv/here"));
        rmSync(join(host, "etc/token"));
        symlinkSync("../srv/here/passwd", join(host, "etc/token"));
        writeFileSync(join(host, "etc/passwd"), "root");
      },
      /^the file \/etc\/token cannot be trusted: .*everybody may replace what is in \/srv/,
    ],
  ])("%s ends the script with 20", (_what, prepare, said) => {
    expect(read(steps, ["hostfile_1"], { prepare })).toEqual(refused(expect.stringMatching(said)));
  });
});

describe("a secret of the environment", () => {
  const steps = [secretFromEnvironment({ path: "/x", variable: "APP_TOKEN" })];
  const secret = "line\nof $(x)\n";

  it("comes as base64 with all that it holds, and is inherited by nothing afterwards", () => {
    const { status, said } = read(steps, ["hostvariable_1"], { environment: { APP_TOKEN: secret } });
    expect({ status, said }).toEqual({ status: 0, said: `${Buffer.from(secret).toString("base64")}\n` });
    expect(read(steps, ["APP_TOKEN"], { environment: { APP_TOKEN: secret } }).said).toContain("unbound variable");
  });

  it("that is missing ends the script with 20", () => {
    for (const environment of [{}, { APP_TOKEN: "" }])
      expect(read(steps, [], { environment })).toEqual(refused("the environment variable APP_TOKEN is missing"));
  });
});
