import { hash } from "node:crypto";
import { containerSettings, UNKNOWN_HOST } from "../../plan/container-settings.ts";
import type { Plan } from "../../plan/plan.ts";
import { renderScript } from "../../render/script.ts";
import type { Described } from "./container-status.ts";
import { needsOf } from "./host-needs.ts";
import { wantedContainer } from "./wanted.ts";

/** Returns what a plan says of its container, as far as a host can be compared with it. */
export function describeContainer(plan: Plan): Described {
  const { definition, file, hostSettings: host } = plan;
  const { ctid, name, snapshot = null } = definition.options;
  const script = renderScript(plan);
  return {
    ctid,
    name,
    file,
    script: script.name,
    sha256: hash("sha256", script.text, "hex"),
    plan: plan.hash,
    snapshot,
    needs: needsOf(plan),
    wanted: wantedContainer(plan, containerSettings(definition, host ?? UNKNOWN_HOST), host),
  };
}
