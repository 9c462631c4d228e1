import { setTimeout as pause } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { load } from "../../generator/load/load.ts";
import { compile } from "../../generator/pipeline/compile.ts";
import { definition, project } from "./project.ts";

const failing = (line: string) => `${line}\n${definition(101)}`;

it("two loads in one process do not see what promises of the other fail with", async () => {
  const one = project({ "definitions/101-one.ts": failing("Promise.reject(new Error('of the first'));") });
  const two = project({ "definitions/101-two.ts": failing("\nPromise.reject(new Error('of the second'));") });
  const loads = [load(one.folder), load(two.folder)];
  const told = (await Promise.all(loads.map(({ later }) => later()))).map((findings) =>
    findings.map(({ message, place: { file, line } }) => `${file}:${line} ${message}`),
  );
  expect(told).toEqual([
    ["definitions/101-one.ts:1 the file's own code failed: of the first"],
    ["definitions/101-two.ts:2 the file's own code failed: of the second"],
  ]);
});

it("another copy of the program in the process takes no failure for its own", async () => {
  const { folder } = project({ "definitions/101-one.ts": failing("Promise.reject(new Error('of the one'));") });
  await load(folder).later();
  vi.resetModules();
  const { load: other } = await import("../../generator/load/load.ts");
  vi.resetModules();
  expect((await other(folder).later()).map(({ message }) => message)).toEqual([
    "the file's own code failed: of the one",
  ]);
});

it("a call of one load has no position in the other", () => {
  const { folder } = project({ "definitions/101-one.ts": definition(101) });
  const [one, other] = [load(folder), load(folder)];
  const origin = one.containers[0]?.definition.origin ?? { stack: "" };
  expect(one.places.call(origin)).toMatchObject({ file: "definitions/101-one.ts" });
  expect(other.places.call(origin)).toBeUndefined();
});

it("many loads leave no listener each, and what fails late ends nothing", async () => {
  const { folder } = project({
    "definitions/101-one.ts": failing(
      "const late = new Error('late'); Promise.resolve().then(() => Promise.reject(late));",
    ),
  });
  await compile(folder);
  const before = process.listenerCount("unhandledRejection");
  for (let n = 0; n < 3; n++) await compile(folder);
  await pause(5);
  expect(process.listenerCount("unhandledRejection")).toBe(before);
});
