import type { Step } from "../../generator/dsl/step.ts";
import { type Duration, seconds } from "../../generator/dsl/units.ts";
import { waitPort } from "../../generator/steps/kinds/wait-port.ts";
import type { Case } from "./case.ts";

export const kind = "wait-port";

/** What is asked of both: they differ in who asks. */
export function portCases(wait: (options: { port: number; within: Duration; every: Duration }) => Step): Case[] {
  const step = (port: number, within = 8) => wait({ port, within: seconds(within), every: seconds(2) });
  return [
    { title: "somebody listens", step: step(5001), world: "listens 5001", asks: "holds" },
    { title: "somebody listens a moment later", step: step(5002, 600), world: "listens 5002 1", asks: "holds" },
    {
      title: "nobody listens",
      step: step(5003),
      world: "listens 5001",
      asks: "fails",
      code: 23,
      says: "port 5003 of [a-z0-9.]*: Connection refused, 4 tries",
    },
  ];
}

export const cases: readonly Case[] = [
  ...portCases(waitPort),
  {
    title: "a name that does not resolve",
    step: waitPort({ address: "nowhere.example", port: 1, within: seconds(4) }),
    asks: "fails",
    code: 23,
    says: "Name or service not known|Temporary failure|Address family",
  },
];
