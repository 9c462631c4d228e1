import type { Script } from "./script.ts";

/** The same script as it was written before, with the steps that it had then. */
export const asWritten = (script: Script, text: string): Script => ({
  ...script,
  text,
  stepCount: Number(/^STEPS=(\d+)$/m.exec(text)?.[1] ?? script.stepCount),
});
