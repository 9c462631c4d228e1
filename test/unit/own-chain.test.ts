import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

/** Fleets that are tried: all of them in `.ci/run`. */
const FLEETS = process.env["PHOENIX_THOROUGH"] === undefined ? 20 : 500;

/** Modules that make steps once, make them when they are called, or pass on what another one makes. */
const SHARED = {
  "definitions/shared/once.ts":
    'import { file } from "phoenix-setup";\nexport const once = file.content({ path: "/etc/once", content: "a" });\n',
  "definitions/shared/call.ts":
    'import { file } from "phoenix-setup";\nexport const call = (n: number) => file.content({ path: `/etc/call-${n}`, content: "a" });\n',
  "definitions/shared/both.ts":
    'import { group } from "phoenix-setup";\nimport { call } from "./call.ts";\nimport { once } from "./once.ts";\nexport const both = group("both", [once, call(0)]);\n',
};

/** What a container may have among its steps. */
const USES = { once: "once", call: "call(1)", both: "...both" } as const;
type Use = keyof typeof USES;

interface One {
  readonly ctid: number;
  readonly uses: readonly Use[];
}

const text = ({ ctid, uses }: One): string => {
  const imports = uses.map((use) => `import { ${use} } from "./shared/${use}.ts";\n`).join("");
  return `${imports}${definition(ctid, { steps: `[${uses.map((use) => USES[use]).join(", ")}]` })}`;
};

/** The script of one container, generated among others. */
async function scriptAmong(one: One, others: readonly One[]): Promise<string> {
  let remove = (): void => undefined;
  const files = Object.fromEntries([one, ...others].map((each) => [`definitions/${each.ctid}-a.ts`, text(each)]));
  const { folder, run } = project({ ...SHARED, ...files }, (finished) => {
    remove = finished;
  });
  const { code, err } = await run("generate", "--no-lint", "--no-types");
  expect({ code, err }).toMatchObject({ code: 0 });
  const script = readFileSync(join(folder, `dist-scripts/phoenix_hypervisor_setup_${one.ctid}.sh`), "utf8");
  remove();
  return script;
}

const uses = fc.uniqueArray(fc.constantFrom<Use>("once", "call", "both"), { minLength: 1 }).filter(
  // A group has a copy of the step that stands beside it.
  (list) => !(list.includes("once") && list.includes("both")),
);
const containers = fc
  .uniqueArray(fc.integer({ min: 101, max: 180 }), { minLength: 2, maxLength: 5 })
  .chain((ctids) => fc.tuple(...ctids.map((ctid) => uses.map((list): One => ({ ctid, uses: list })))));

it(
  "a script is the same bytes whatever other definitions there are, before it or after it",
  async () => {
    await fc.assert(
      fc.asyncProperty(containers, async ([one, ...others]) => {
        if (one === undefined) return;
        expect(await scriptAmong(one, others)).toBe(await scriptAmong(one, []));
      }),
      { numRuns: FLEETS, seed: 15 },
    );
  },
  FLEETS * 20_000,
);

it("a step that a shared file makes once bears its place there, and one that is made by a call the place of the call", async () => {
  const script = await scriptAmong({ ctid: 150, uses: ["call", "both"] }, [{ ctid: 101, uses: ["both"] }]);
  const places = [...new Set(script.match(/definitions\/[\w/.-]+:\d+/g))];
  expect(places).toEqual([
    "definitions/150-a.ts:5",
    "definitions/150-a.ts:13",
    "definitions/shared/once.ts:2",
    "definitions/shared/both.ts:4",
  ]);
});
