import { waitPortFromHost } from "../../generator/steps/kinds/wait-port.ts";
import type { Case } from "./case.ts";
import { portCases } from "./wait-port.cases.ts";

export const kind = "wait-port-from-host";

export const cases: readonly Case[] = portCases((span) => waitPortFromHost({ address: "127.0.0.1", ...span }));
