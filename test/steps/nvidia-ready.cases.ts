import { nvidiaReady } from "../../generator/steps/kinds/nvidia-ready.ts";
import type { Case } from "./case.ts";

export const kind = "nvidia-ready";
const step = nvidiaReady({ version: "580.76.05", gpus: 2 });

export const cases: readonly Case[] = [
  { title: "two GPUs", step, world: "driver 580.76.05 2", asks: "holds" },
  {
    title: "one is missing",
    step,
    world: "driver 580.76.05 1",
    asks: "fails",
    code: 28,
    says: "1 GPUs answer, 2 are assigned",
  },
  { title: "none", step, world: "driver 580.76.05 0", asks: "fails", code: 28 },
  { title: "another driver", step, world: "driver 550.1 2", asks: "fails", code: 28, says: "550.1" },
  { title: "no nvidia-smi", step, asks: "fails", code: 28 },
];
