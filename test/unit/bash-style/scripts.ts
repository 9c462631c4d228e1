import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as face from "../../../generator/index.ts";
import { compile } from "../../../generator/pipeline/compile.ts";
import { makePlan, type Plan } from "../../../generator/plan/plan.ts";
import { renderScript, type Script } from "../../../generator/render/script.ts";
import { exampleProjects } from "../../../generator/tools/reference/examples.ts";
import { readReference } from "../../../generator/tools/reference/reference.ts";
import { thorough } from "../../thorough.ts";
import { root } from "../project.ts";

/** The scripts of the repository's own definitions. */
export const ownScripts = async (): Promise<Script[]> => (await compile(root)).plans.map(renderScript);

/** For each chapter of the reference, a script with all steps of its examples; in the thorough form one for each step alone, too. */
export async function exampleScripts(): Promise<Script[]> {
  const { chapters, values } = readReference(root);
  const folder = mkdtempSync(join(tmpdir(), "phoenix-bash-style-"));
  try {
    const scripts: Script[] = [];
    for (const { ctid, files, reads } of exampleProjects([...chapters, values], Object.keys(face))) {
      const put = (path: string, text: string): void => {
        const file = join(folder, String(ctid), "definitions", path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      };
      for (const [path, text] of files) put(path, text);
      // A path without an ending is that of a folder.
      for (const path of reads) put(/\.\w+$/.test(path) ? path : `${path}/index.html`, "a stand-in\n");
      const { plans } = await compile(join(folder, String(ctid)));
      scripts.push(...plans.flatMap((plan) => [plan, ...(thorough ? eachStepOf(plan) : [])]).map(renderScript));
    }
    return scripts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A plan for each of the author's steps in a plan. */
function eachStepOf(plan: Plan): Plan[] {
  const { definition, file } = plan;
  return definition.options.steps.map((step) => {
    const alone = { ...definition, options: { ...definition.options, steps: [step] } } as typeof definition;
    return makePlan(alone, { file: () => file, place: () => ({ file, line: 1, column: 1 }) });
  });
}
