import type { Plan } from "../plan/plan.ts";
import { type Command, Exit } from "./command.ts";
import { selected, soundPlans } from "./fleet.ts";
import { shownPlace } from "./show.ts";

/** What a container's script does, step by step, as an operator would tell it. */
export const explain: Command = {
  name: "explain",
  summary: "Tell what a container's script does, step by step",
  flags: { json: { type: "boolean", about: "print the plans as JSON" } },
  async run(call) {
    const plans = await soundPlans(call, "errors");
    if (plans === undefined) return Exit.finding;
    const chosen = selected(plans, call);
    if (call.flags.json === true) call.out(JSON.stringify(chosen.map(asData), null, 2));
    else call.out(chosen.map(told).join("\n\n"));
    return Exit.fine;
  },
};

const asData = ({ definition, file, steps, values, hash }: Plan) => ({
  ctid: definition.options.ctid,
  kind: definition.is,
  file,
  plan: hash,
  values,
  accepted: definition.options.accept ?? [],
  steps: steps.map(({ number, place, step: { kind, side, title, limit, retries, view, fetches, needs } }) => ({
    number,
    kind,
    side,
    title,
    limit,
    retries,
    place: shownPlace(place),
    fetches,
    needs,
    options: view,
  })),
});

function told({ definition, file, steps, values, hash }: Plan): string {
  const { ctid, name, description, cloneOf, snapshot, accept = [] } = definition.options;
  const parent = cloneOf
    ? `cloned from ${cloneOf.options.ctid} at '${cloneOf.options.snapshot}'`
    : "created from an OS template";
  return [
    `${ctid} ${name}: ${definition.is}, ${parent}${snapshot ? `, ends as snapshot '${snapshot}'` : ""}  (${file})`,
    ...(description ? [`  ${description}`] : []),
    `  plan ${hash}`,
    ...values.map(({ from, key, format }) => `  reads ${key} (${format}) from ${from} before the first step`),
    ...steps.flatMap(({ number, place, step }) => [
      `  ${String(number).padStart(2)}. ${step.title}`,
      `      ${step.kind}, ${step.side === "host" ? "on the host" : "inside"}, limit ${step.limit} s${step.retries > 0 ? `, ${step.retries} retries` : ""}  ${shownPlace(place)}`,
      ...(step.fetches.length > 0
        ? [`      fetches from ${step.fetches.map((name) => (name === "apt" ? "apt's sources" : name)).join(", ")}`]
        : []),
    ]),
    ...accept.map(({ code, reason }) => `  accepts ${code}: ${reason}`),
  ].join("\n");
}
