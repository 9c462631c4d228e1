import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Call } from "../cli/command.ts";
import { colourOut, diffOf } from "../cli/ui/diff.ts";
import type { Outcome } from "../cli/ui/outcome.ts";
import { progress } from "../cli/ui/progress.ts";
import { orphansIn, scriptNameOf, standing, TARGET } from "../files/outputs.ts";
import type { Staging } from "../files/staging.ts";
import { type Lintable, type LintFinding, lint, located } from "../lint/lint.ts";
import type { Plan } from "../plan/plan.ts";
import { renderScript } from "../render/script.ts";
import { type Described, describe } from "./describe.ts";

/** What rendering and comparing came to; no text is kept, so that a large fleet needs no more memory than a small one. */
export interface Compared {
  readonly outcome: Outcome;
  /** sha256 by file name, of everything that was asked for. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Each script that differs, as a patch; empty unless `--diff` asks for it. */
  readonly diffs: readonly string[];
}

/** Scripts after which signals have their turn. */
const TURN = 20;

/** Renders what has to be rendered, holds it against what is there, and stages what differs. */
export async function compare({ plans, names, right }: Described, call: Call, staging?: Staging): Promise<Compared> {
  const target = join(call.folder, TARGET);
  const [created, changed, diffs]: string[][] = [[], [], []];
  const unchanged = [...right.keys()];
  const hashes = new Map(right);
  const shown = progress(call, "rendering", () => `${hashes.size} of ${plans.length + right.size}`);
  try {
    for (const plan of plans) {
      const { name, text } = renderScript(plan);
      const bytes = Buffer.from(text);
      hashes.set(name, hash("sha256", bytes, "hex"));
      const is = standing(target, name, bytes);
      (is === "right" ? unchanged : is === "missing" ? created : changed)?.push(name);
      if (is !== "right" && call.flags.diff === true) diffs?.push(diffOf(call.folder, name, text, colourOut()));
      if (is !== "right") staging?.put(name, bytes);
      shown.tick();
      if (hashes.size % TURN === 0) await setImmediate();
    }
  } finally {
    shown.end();
  }
  const order = new Map(names.map((name, i) => [name, i]));
  const sorted = (some: readonly string[] = []) => [...some].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const outcome = {
    created: sorted(created),
    changed: sorted(changed),
    unchanged: sorted(unchanged),
    orphans: orphansIn(target, new Set(names)),
  };
  return { outcome, hashes, diffs: diffs ?? [] };
}

/** What ShellCheck remarks on these scripts; `staging` holds those that are not in their places. */
export async function lintThese(
  names: readonly string[],
  { described, compared, call, staging }: { described: Described; compared: Compared; call: Call; staging?: Staging },
): Promise<LintFinding[]> {
  const plans = new Map(described.plans.map((plan) => [scriptNameOf(plan.definition.options.ctid), plan]));
  const right = new Set(compared.outcome.unchanged);
  const text = (name: string, plan: Plan | undefined): string => {
    if (right.has(name)) return readFileSync(join(call.folder, TARGET, name), "utf8");
    return staging?.read(name) ?? (plan ? renderScript(plan).text : "");
  };
  const open = names.map(
    (name): Lintable => ({
      name,
      sha256: compared.hashes.get(name) ?? "",
      text: () => text(name, plans.get(name)),
    }),
  );
  const { remarks } = await lintWithProgress(open, call);
  return locate(remarks, plans, call);
}

/** Lints; shows how far it is if that takes long. */
export async function lintWithProgress(scripts: readonly Lintable[], call: Call, engine?: "native" | "embedded") {
  let state = "";
  const shown = progress(call, "ShellCheck", () => state);
  const told = (done: number, of: number): void => {
    state = `${done} of ${of}`;
  };
  try {
    return await lint(scripts, call.folder, { engine, afresh: call.flags["no-cache"] === true, told });
  } finally {
    shown.end();
  }
}

/** Gives remarks their sources. A script that is known from the run before has to be rendered for that. */
export async function locate(
  remarks: Awaited<ReturnType<typeof lint>>["remarks"],
  plans: ReadonlyMap<string, Plan>,
  call: Call,
): Promise<LintFinding[]> {
  const unknown = [...remarks.keys()].some((name) => !plans.has(name));
  const flags = { ...call.flags, "no-types": true };
  const silent: Call = { ...call, flags, out: () => undefined, err: () => undefined, ctids: [] };
  const all = unknown
    ? new Map((await describe(silent, true))?.plans.map((plan) => [scriptNameOf(plan.definition.options.ctid), plan]))
    : plans;
  return [...remarks].flatMap(([name, said]) => {
    const plan = all.get(name);
    return plan ? located(renderScript(plan), said) : [];
  });
}
