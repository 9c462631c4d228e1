import type { Definition } from "../dsl/container.ts";
import { isUnprivileged } from "../dsl/privilege.ts";
import { isSame } from "../dsl/step.ts";
import type { Problem } from "../validation/problem.ts";
import { claimProblems } from "./claim-rules.ts";
import { clearSecrets } from "./clear-secrets.ts";
import { problem } from "./fleet-rules.ts";
import { ownerProblems } from "./owner-rules.ts";
import { proxmoxFileProblems } from "./proxmox-files.ts";
import { sandboxProblems } from "./sandbox-rules.ts";
import { contradictions } from "./things/contradictions.ts";
import { hiddenPaths } from "./things/hidden-paths.ts";
import { portClashes } from "./things/ports.ts";

/** What the container's own options say about each other: errors, and warnings that an author may accept. */
export function doubts(definition: Definition): Problem[] {
  const { features = {}, gpus = [], vllm, steps } = definition.options;
  const found: Problem[] = [];
  const add = (path: readonly PropertyKey[], code: Problem["code"], message: string, fix: string) =>
    found.push(problem(definition, path, code, message, fix));

  const missing = new Set(
    steps.flatMap((step) => step.features).filter((feature) => features[feature as keyof typeof features] !== true),
  );
  for (const feature of missing) {
    const step = steps.find(({ features: needed }) => needed.includes(feature));
    add(
      ["features"],
      "D120",
      `step '${step?.title}' needs the feature \`${feature}\``,
      `write features: { ${feature}: true }`,
    );
  }
  const docker = steps.some((step) => step.traits?.docker === true);
  if (docker && isUnprivileged(definition) && features.keyctl !== true) {
    add(
      ["features"],
      "D301",
      "Docker in an unprivileged container without `keyctl`",
      "write features: { nesting: true, keyctl: true }, or accept D301",
    );
  }
  if (vllm !== undefined && vllm.tensorParallelSize > Math.max(gpus.length, 1)) {
    const message = `tensor parallel size ${vllm.tensorParallelSize} is more than the container's ${gpus.length} GPUs`;
    add(["vllm", "tensorParallelSize"], "D121", message, "assign more GPUs, or spread the model over fewer");
  }
  if (vllm !== undefined && /\bmlx\b/i.test(vllm.model)) {
    add(
      ["vllm", "model"],
      "D303",
      `'${vllm.model}' has MLX weights, which vLLM cannot load`,
      "choose an AWQ, GPTQ or plain build of the model, or accept D303",
    );
  }
  found.push(
    ...claimProblems(definition, isUnprivileged(definition)),
    ...ownerProblems(steps),
    ...proxmoxFileProblems(definition),
    ...sandboxProblems(steps, features.nesting === true),
    ...contradictions(definition),
    ...portClashes(definition),
    ...hiddenPaths(definition),
  );
  for (const [i, step] of steps.entries()) {
    const before = steps.slice(0, i);
    const amiss = step.restartOn.flatMap(({ steps, lasting }) =>
      steps.filter((other) => !before.some((one) => isSame(one, other))).map((other) => ({ other, lasting })),
    );
    for (const { other, lasting } of amiss) {
      const message = `step '${step.title}' waits for a change by '${other.title}', which is no step before it`;
      const hint = "put that very step into `steps`, before this one";
      found.push({
        ...problem(definition, [], "D122", message, hint),
        origin: step.origin,
        path: [lasting ? "runOn" : "restartOn"],
      });
    }
    if (step.side === "host" && step.when.some(({ asked }) => asked === "inside")) {
      const message = `step '${step.title}' runs on the host, where nothing can be asked inside the container`;
      const hint = "ask onHost.has(…), onHost.file(…), onHost.device(…) or onHost.gpu()";
      found.push({ ...problem(definition, [], "D165", message, hint), origin: step.origin, path: ["when"] });
    }
    for (const { code, message, fix, path } of [...step.doubts, ...clearSecrets(step)]) {
      // A warning by its type, even under a code that only the copy of this program knows that a package has brought along.
      found.push({ code, severity: "warning", message, fix, path, origin: step.origin });
    }
  }
  return found;
}
