import type { Step } from "../../dsl/step.ts";
import { lxc, nvidia, secret } from "../../steps/index.ts";
import type { ImportedStep } from "./facts.ts";

type Maker = (options: never) => Step;

const MAKERS: Readonly<Record<ImportedStep["call"], Maker>> = {
  "lxc.options": lxc.options as Maker,
  "lxc.mount": lxc.mount as Maker,
  "lxc.volume": lxc.volume as Maker,
  "lxc.device": lxc.device as Maker,
  "nvidia.devices": nvidia.devices as Maker,
  "secret.fromEnvironment": secret.fromEnvironment as Maker,
};

/** The step that a definition would make of these options. */
export const buildStep = ({ call, options }: Pick<ImportedStep, "call" | "options">): Step =>
  MAKERS[call](options as never);

/** Whether a definition can say it. */
export const isSound = (step: Pick<ImportedStep, "call" | "options">): boolean => buildStep(step).problems.length === 0;
