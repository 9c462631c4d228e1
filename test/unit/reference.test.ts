import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as face from "../../generator/index.ts";
import { compile } from "../../generator/pipeline/compile.ts";
import { rehearse, silent } from "../../generator/rehearse/rehearse.ts";
import { ANY_GROUND } from "../../generator/rehearse/world.ts";
import { renderScript } from "../../generator/render/script.ts";
import * as steps from "../../generator/steps/index.ts";
import { exampleProjects } from "../../generator/tools/reference/examples.ts";
import { printReference } from "../../generator/tools/reference/print.ts";
import { readReference } from "../../generator/tools/reference/reference.ts";
import { WORDS } from "../../generator/tools/reference/words.ts";
import { thorough } from "../thorough.ts";
import { lintRendered } from "./lint-rendered.ts";
import { root } from "./project.ts";
import { untold } from "./untold.ts";

const reference = readReference(root);
const chapters = [...reference.chapters, reference.values];
const entries = chapters.flatMap((chapter) => chapter.entries);
const projects = exampleProjects(chapters, Object.keys(face));
const folder = mkdtempSync(join(tmpdir(), "phoenix-examples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

beforeAll(() => {
  for (const { ctid, files, reads } of projects) {
    for (const [path, text] of files) put(`${ctid}/definitions/${path}`, text);
    // A path without an ending is that of a folder.
    for (const path of reads)
      put(`${ctid}/definitions/${/\.\w+$/.test(path) ? path : `${path}/index.html`}`, "a stand-in\n");
  }
  const options = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      paths: {
        "phoenix-setup": [join(root, "dist/types/index.d.ts")],
        "phoenix-setup/step": [join(root, "dist/types/step.d.ts")],
      },
      typeRoots: [join(root, "node_modules/@types")],
    },
  };
  put("tsconfig.json", JSON.stringify({ ...options, include: ["*/definitions"] }));
});

describe("the step reference", () => {
  it("is what the comments say: npm run reference", () => {
    expect(printReference(reference)).toBe(readFileSync(join(root, "generator/steps/README.md"), "utf8"));
  });

  it("names only what there is in its index of words, and each line once", () => {
    const found = WORDS.flatMap(([, ...names]) => names).filter((one) => !one.startsWith("the "));
    const known = new Map(entries.map(({ name, options }) => [name, options.map((option) => option.name)]));
    for (const [name = "", option] of found.map((one) => one.split(" "))) {
      expect([...known.keys()]).toContain(name);
      if (option !== undefined) expect(known.get(name), `options of ${name}`).toContain(option);
    }
    expect(new Set(WORDS.map(([words]) => words)).size).toBe(WORDS.length);
    expect(printReference(reference)).toContain("| systemd timer | [`service.unit`](#serviceunit), ");
  });

  it("tells of everything that can be imported as a step", () => {
    const groups = Object.entries(steps).filter(([, value]) => typeof value === "object");
    const named = groups.flatMap(([group, kinds]) => Object.keys(kinds).map((step) => `${group}.${step}`));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !entries.some((entry) => entry.name === name))).toEqual([]);
  });

  it("tells of everything else that is called inside steps", () => {
    const around = ["application", "template", "host"];
    const called = Object.keys(face).filter((name) => !(name in steps) && !around.includes(name));
    expect(reference.values.entries.map(({ name }) => name).sort()).toEqual(called.sort());
  });

  it("has an example for each", () => {
    expect(entries.filter(({ example }) => example === "").map(({ name }) => name)).toEqual([]);
  });

  it("says something about every option", () => {
    const options = [reference.common, ...entries.map((entry) => entry.options)].flat();
    expect(options.length).toBeGreaterThan(100);
    expect(
      entries.flatMap(({ name, options: own }) =>
        own.filter(({ about }) => about === "").map((option) => `${name}: ${option.name}`),
      ),
    ).toEqual([]);
    expect(entries.filter(({ about }) => about === "").map(({ name }) => name)).toEqual([]);
  });

  it("has a link from the README", () => {
    expect(readFileSync(join(root, "README.md"), "utf8")).toContain("(generator/steps/README.md)");
  });
});

it("the examples compile", () => {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

const named = projects.map(({ ctid }, i) => [chapters[i]?.name || "others", ctid] as const);
const compiled = new Map<number, ReturnType<typeof compile>>();
const planned = (ctid: number): ReturnType<typeof compile> => {
  const known = compiled.get(ctid) ?? compile(join(folder, String(ctid)));
  compiled.set(ctid, known);
  return known;
};

/** Each chapter's examples are a project of their own, so that what is wrong with one hides nothing of the others. */
describe.each(named)("the examples of %s", (_, ctid) => {
  it("are definitions without an error, steps of which explain says all", async () => {
    const { findings, plans } = await planned(ctid);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.flatMap(untold)).toEqual([]);
  });
});

/** Each takes seconds, and the same kinds of step are linted and run in `test/steps`; how a script runs on the simulator is in `rehearse.test.ts`. */
describe.each(
  thorough ? named : named.filter(([name]) => name === "cron"),
)("the scripts of the examples of %s", (_, ctid) => {
  it("have no remark of ShellCheck", async () => {
    const { plans } = await planned(ctid);
    const remarks = await lintRendered(plans.map(renderScript), root, { noCache: false });
    expect(remarks.map(({ code, message, source }) => `SC${code} ${message} (${source})`)).toEqual([]);
  });

  it.runIf(thorough)("run on the simulator, and a second run changes nothing", async () => {
    const { plans } = await planned(ctid);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      const { acts, complaints } = await rehearse({ script: renderScript(plan), ground: ANY_GROUND }, silent);
      expect(complaints).toEqual([]);
      expect(acts.map(({ code, counts }) => [code, counts?.failed])).toEqual([
        [0, 0],
        [0, 0],
      ]);
      // What hangs on a fact of a host or container that the simulator has not is skipped.
      const { ok = 0, skipped = 0 } = acts[1]?.counts ?? {};
      expect(ok + skipped).toBe(plan.steps.length);
      expect(skipped).toBeLessThanOrEqual(plan.steps.filter(({ step }) => step.when.length > 0).length);
    }
  });
});
