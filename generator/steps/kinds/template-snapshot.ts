import * as z from "zod";
import { exitCode } from "../../contract/exit-codes.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of the snapshot itself, the last step of every template. */
export interface TemplateSnapshotOptions extends StepOptions {
  readonly snapshot: string;
}

/** The container is shut down, its snapshot taken, and it runs again. The Bash is part of the frame, since it has to survive everything. */
export const templateSnapshot = defineStep<TemplateSnapshotOptions>({
  kind: "template-snapshot",
  side: "host",
  schema: z.strictObject({ snapshot: z.string() }),
  title: ({ snapshot }) => `snapshot ${snapshot}`,
  limit: 600,
  view: () => ({}),
  traits: { frame: true, exits: [exitCode.EXIT_POWER, exitCode.EXIT_SNAPSHOT] },
  told: ({ snapshot }) => ({
    apply: `\`pct shutdown\`, \`pct snapshot\` as ${snapshot}, \`pct start\`, unless there is one of that name`,
  }),
});
