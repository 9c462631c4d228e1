import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { localFileValue, localFolderValue, local as localOutside, localsOf } from "../../generator/dsl/local-file.ts";
import { localReader } from "../../generator/load/local.ts";
import { readFix } from "../../generator/validation/with-fix.ts";

const folder = mkdtempSync(join(tmpdir(), "phoenix-local-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (path: string): string => join(folder, "definitions", path);
mkdirSync(at("site/deep"), { recursive: true });
writeFileSync(at("bytes"), Uint8Array.of(0, 255, 10));
writeFileSync(at("site/z.html"), "z");
writeFileSync(at("site/deep/run"), "#!/bin/sh\n");
chmodSync(at("site/deep/run"), 0o755);
writeFileSync(at("large"), new Uint8Array(1024 * 1024 + 1));
symlinkSync("..", at("site-up"));
mkdirSync(at("ring"));
symlinkSync("../ring", at("ring/again"));
execFileSync("mkfifo", [at("pipe")]);

const told = new Set<string>();
const { local, localFolder } = localsOf(localReader(folder, (path) => told.add(path)));
/** A message as people read it. */
const shown = (text: string | undefined): string => {
  const { message, fix } = readFix(text ?? "");
  return fix === undefined ? message : `${message}; ${fix}`;
};

it("a local file is carried byte for byte, and its bytes are no part of printed data", () => {
  const file = local("bytes");
  expect([...file.bytes]).toEqual([0, 255, 10]);
  expect(JSON.stringify(file)).toBe(
    `{"is":"local-file","path":"bytes","size":3,"sha256":"${file.sha256}","executable":false}`,
  );
  expect(localFileValue.safeParse(file).success).toBe(true);
  expect(told).toContain(at("bytes"));
});

it("a local folder has all files below it, sorted, each with whether it may be executed", () => {
  const { files, problem } = localFolder("site");
  expect(problem).toBeUndefined();
  expect(files.map(({ path, executable, size }) => [path, executable, size])).toEqual([
    ["deep/run", true, 10],
    ["z.html", false, 1],
  ]);
  expect(Buffer.from(files[1]?.bytes ?? []).toString()).toBe("z");
});

it.each([
  ["missing", "is not there; the path is relative to definitions/"],
  ["site", "is a folder; use localFolder() for one"],
  ["bytes/x", "is not there: what stands before the last / is no folder"],
  ["pipe", "is no regular file"],
  ["large", "has 1048577 bytes, more than a script carries (1 MiB); fetch it with file.download"],
  ["/etc/passwd", "lies outside of definitions/; give a path relative to definitions/, without .."],
  ["a/../../x", "lies outside of definitions/; give a path relative to definitions/, without .."],
  ["", "is no path; give one relative to definitions/"],
])("local(%j) %s", (path, problem) => {
  const file = local(path);
  expect(shown(file.problem)).toBe(problem);
  const { error } = localFileValue.safeParse(file);
  expect(error?.issues.map(({ message }) => shown(message))).toEqual([`'${path}' ${problem}`]);
});

it.each([
  ["bytes", "is no folder; use local() for a file"],
  ["ring", "holds again, which leads back to a folder it is in"],
  ["missing", "is not there; the path is relative to definitions/"],
])("localFolder(%j) %s", (path, problem) => {
  expect(shown(localFolder(path).problem)).toBe(problem);
  expect(localFolderValue.safeParse(localFolder(path)).success).toBe(false);
});

it("outside of a definition nothing is read", () => {
  expect(shown(localOutside("bytes").problem)).toBe(
    "cannot be read here; files are read while a definition is evaluated",
  );
});
