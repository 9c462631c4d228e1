/**
 * What an author's own kind of step is made with. Definitions without one never load this, nor zod's types.
 *
 * @packageDocumentation
 */

import * as z from "zod";

export { defineOwnStep as defineStep } from "./custom-steps/define.ts";
export type { AnyKind, BashKind, Checked, Given, KindDoubt, OwnKind, TemplateKind } from "./custom-steps/kind.ts";
export { schemas } from "./custom-steps/schemas.ts";
export { z };
