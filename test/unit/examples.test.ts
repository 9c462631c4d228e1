import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../generator/pipeline/compile.ts";
import { phasesOf } from "../../generator/rehearse/point.ts";
import { rehearse, silent } from "../../generator/rehearse/rehearse.ts";
import { ANY_GROUND } from "../../generator/rehearse/world.ts";
import { renderScript } from "../../generator/render/script.ts";
import { thorough } from "../thorough.ts";
import { lintRendered } from "./lint-rendered.ts";
import { root } from "./project.ts";

const folder = join(root, "definitions/examples");
const examples = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

it("there is an example, and the README beside them names each", () => {
  expect(examples.length).toBeGreaterThan(0);
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  for (const name of examples) expect(readme).toContain(`| [${name}](`);
});

it("the fleet does not know of them", async () => {
  const { plans } = await compile(root);
  const files = plans.map(({ file }) => file);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => file.includes("examples"))).toEqual([]);
});

describe.each(examples)("the example %s", (name) => {
  it("has no error and no warning", async () => {
    const { findings, plans } = await compile(join(folder, name));
    expect(findings).toEqual([]);
    expect(plans.length).toBeGreaterThan(0);
  });

  it.runIf(thorough)("has scripts on which ShellCheck has no remark", async () => {
    const { plans } = await compile(join(folder, name));
    expect(plans.length).toBeGreaterThan(0);
    expect(await lintRendered(plans.map(renderScript), root, { noCache: false })).toEqual([]);
  });

  it("does on the simulator what it says, undisturbed, and failing or killed in the last step that changes something", async () => {
    const { plans } = await compile(join(folder, name));
    for (const plan of plans) {
      const script = renderScript(plan);
      const last = plan.steps.findLast((step) => phasesOf(step, script.text).includes("apply"));
      expect(last).toBeDefined();
      const undisturbed = await rehearse({ script, ground: ANY_GROUND, check: thorough }, silent);
      expect(undisturbed.complaints).toEqual([]);
      // Each is three runs of a script.
      for (const how of thorough ? (["fail", "kill"] as const) : []) {
        if (last === undefined) continue;
        const disturbance = { how, point: { step: last, phase: "apply" } };
        const { complaints, acts } = await rehearse({ script, ground: ANY_GROUND, disturbance }, silent);
        expect(complaints).toEqual([]);
        expect(acts[0]?.code).toBe(how === "fail" ? 22 : 137);
      }
    }
  });
});
