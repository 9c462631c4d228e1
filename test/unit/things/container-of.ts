import type { Definition } from "../../../generator/dsl/container.ts";
import { application, template } from "../../../generator/dsl/container-schema.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { gib, mib } from "../../../generator/dsl/units.ts";

const rest = (ctid: number, steps: readonly Step[]) => ({
  ctid,
  name: `ct${ctid}`,
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: `10.0.0.${ctid - 90}/24` as const, gateway: "10.0.0.1", mac: `52:54:00:00:00:${ctid - 90}` },
  steps: [...steps],
});

/** An application with these steps; below a template with those, if there are any. */
export function containerOf(steps: readonly Step[], above?: readonly Step[]): Definition {
  if (above === undefined) return application({ ...rest(101, steps), unprivileged: true });
  const cloneOf = template({ ...rest(100, above), unprivileged: true, snapshot: "base" });
  return application({ ...rest(101, steps), cloneOf });
}
