import { expect, it } from "vitest";
import type { Step } from "../../generator/dsl/step.ts";
import { makePlan } from "../../generator/plan/plan.ts";
import { directory } from "../../generator/steps/kinds/directory.ts";
import { lxcDevice } from "../../generator/steps/kinds/lxc-device.ts";

const kindsOf = (...steps: Step[]): string[] => {
  const definition = { is: "application", options: { ctid: 101, name: "a", steps } } as never;
  const place = { file: "a.ts", line: 1, column: 1 };
  return makePlan(definition, { file: () => "a.ts", place: () => place }).steps.map(({ step }) => step.kind);
};
const path = "/dev/dri/renderD128";

it("H26: the container is ready before the host looks a name up inside, and again after its restart", () => {
  const folder = directory({ path: "/srv/a" });
  const [gate, device] = ["container-ready", "lxc-device"];
  expect(kindsOf(lxcDevice({ path, group: "render" }), folder)).toEqual([gate, device, gate, "directory"]);
  expect(kindsOf(lxcDevice({ path, owner: "app" }))).toEqual([gate, device, gate]);
  expect(kindsOf(lxcDevice({ path, group: 44 }), folder)).toEqual([device, gate, "directory"]);
});
