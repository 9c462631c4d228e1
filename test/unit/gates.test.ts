import { expect, it } from "vitest";
import type { Step } from "../../generator/dsl/step.ts";
import { minutes, seconds } from "../../generator/dsl/units.ts";
import { makePlan } from "../../generator/plan/plan.ts";
import { fileDirectory as directory } from "../../generator/steps/kinds/file-directory.ts";
import { lxcDevice } from "../../generator/steps/kinds/lxc-device.ts";

const kindsOf = (...steps: Step[]): string[] => {
  const definition = { is: "application", options: { ctid: 101, name: "a", steps } } as never;
  const place = { file: "a.ts", line: 1, column: 1 };
  return makePlan(definition, { file: () => "a.ts", place: () => place }).steps.map(({ step }) => step.kind);
};

const limitsOf = (options: object): (number | undefined)[] => {
  const definition = { is: "application", options: { ctid: 101, name: "a", ...options } } as never;
  const place = { file: "a.ts", line: 1, column: 1 };
  const { steps, hash } = makePlan(definition, { file: () => "a.ts", place: () => place });
  hashes.push(hash);
  return steps.map(({ step }) => step.limit);
};
const hashes: string[] = [];

it("H17: a container that comes up slowly is waited for as long as its definition says, with the same plan", () => {
  const steps = [directory({ path: "/srv/a", timeout: seconds(7) })];
  expect(limitsOf({ steps })).toEqual([180, 7]);
  expect(limitsOf({ steps, ready: { within: minutes(10) } })).toEqual([600, 7]);
  expect(limitsOf({ steps })).toEqual([180, 7]);
  expect(new Set(hashes).size).toBe(1);
});

const path = "/dev/dri/renderD128";

it("H26: the container is ready before the host looks a name up inside, and again after its restart", () => {
  const folder = directory({ path: "/srv/a" });
  const [gate, device] = ["container-ready", "lxc-device"];
  expect(kindsOf(lxcDevice({ path, group: "render" }), folder)).toEqual([gate, device, gate, "file-directory"]);
  expect(kindsOf(lxcDevice({ path, owner: "app" }))).toEqual([gate, device, gate]);
  expect(kindsOf(lxcDevice({ path, group: 44 }), folder)).toEqual([device, gate, "file-directory"]);
});
