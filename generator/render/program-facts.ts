import { variableOf } from "../bash/word.ts";
import { partOf, withUsed } from "../handlebars/parts.ts";
import type { Plan } from "../plan/plan.ts";
import { asked } from "./condition-facts.ts";
import { linesOfWords } from "./layout.ts";

/** Variables that go along where they are set; a proxy of the host is the container's way out as well. */
const VARIABLES = ["CTID", "RUN_ID", "MODE", "TIME_SCALE", "container_root", "is_late"];
const PROXIES = ["http_proxy", "https_proxy", "no_proxy"];

/** Width of lists in the script: they stand four columns in. */
const WIDTH = 100;

/** The parts of `templates/shared/` that the script of this plan has. */
const sharedParts = ({ steps }: Plan, frame: readonly string[]): string[] =>
  withUsed([
    "pct",
    ...(steps.some(({ restarts, lasting }) => restarts.length + lasting.length > 0) ? ["mark-restarts"] : []),
    ...frame.flatMap((part) => partOf(part).uses),
    ...steps.flatMap(({ step }) => step.shared),
    ...(steps.some(({ step }) => step.when.length > 0) ? ["fact-holds"] : []),
    ...(steps.some(({ step }) => step.fetches.includes("apt")) ? ["apt-names"] : []),
  ]);

/** What the templates read of the program that answers the host's questions; `frame` are the parts of the frame that use others; `boots`, whether it is asked for the end of a boot. */
export function programFacts(plan: Plan, frame: readonly string[], boots: boolean) {
  const { steps, runs, values } = plan;
  const has = (what: (planned: Plan["steps"][number]) => boolean): boolean => steps.some(what);
  const retries = has(({ step }) => step.retries > 0);
  const trials = has(({ step }) => step.trial);
  const lasting = has((planned) => planned.lasting.length > 0);
  const restarts = lasting || has((planned) => planned.restarts.length > 0);
  const host = runs.some(({ side }) => side === "host");
  const shared = sharedParts(plan, [...frame, ...(boots ? ["runtime/boot"] : [])]);
  const functions = ["runtime/serve", "runtime/describe", ...shared.map((part) => `shared/${part}`)].flatMap(
    (part) => partOf(part).functions,
  );
  const numbered = (name: string, wanted: (planned: Plan["steps"][number]) => boolean): string[] =>
    steps.filter(wanted).map(({ number }) => `${name}_${number}`);
  const variables = [
    ...VARIABLES,
    ...(restarts ? ["pending"] : []),
    ...(host ? ["HOST_ROOT"] : []),
    ...PROXIES,
    ...values.map(variableOf),
    ...numbered("hostfile", ({ step }) => step.hostFile !== undefined),
    ...numbered("hostvariable", ({ step }) => step.hostVariable !== undefined),
  ];
  return {
    conditions: has(({ step }) => step.when.length > 0),
    conditionsInside: has(({ step }) => asked(step, "inside").length > 0),
    pauses: has(({ step }) => step.retries > 0 && step.pause !== 5),
    apt: has(({ step }) => step.fetches.includes("apt")),
    host,
    retries,
    trials,
    restarts,
    lasting,
    protects: has(({ step }) => step.claims.protects === true && step.when.length === 0),
    stepOptions: retries || trials || restarts,
    boots,
    restarts_container: runs.some((run) => run.restarts),
    shared: shared.map((part) => `shared/${part}`),
    functionLines: linesOfWords(functions, WIDTH),
    variableLines: linesOfWords(variables, WIDTH),
  };
}
