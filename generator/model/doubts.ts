import type { Definition } from "./container.ts";
import { error } from "./fleet-rules.ts";
import type { Problem } from "./problem.ts";

/** A clone has its parent's privilege: what counts is how the first of the chain was created. */
export const isUnprivileged = (definition: Definition): boolean =>
  definition.options.cloneOf === undefined
    ? definition.options.unprivileged
    : isUnprivileged(definition.options.cloneOf);

/** What the container's own options say about each other: errors, and warnings that an author may accept. */
export function doubts(definition: Definition): Problem[] {
  const { features = {}, gpus = [], vllm, steps } = definition.options;
  const found: Problem[] = [];
  const warning = (path: readonly PropertyKey[], code: Problem["code"], message: string, hint: string) =>
    found.push({ ...error(definition, path, code, message, hint), severity: "warning" });

  const missing = new Set(
    steps.flatMap((step) => step.features).filter((feature) => features[feature as keyof typeof features] !== true),
  );
  for (const feature of missing) {
    const step = steps.find(({ features: needed }) => needed.includes(feature));
    found.push(
      error(
        definition,
        ["features"],
        "D120",
        `step '${step?.title}' needs the feature \`${feature}\``,
        `write features: { ${feature}: true }`,
      ),
    );
  }
  const docker = steps.some((step) => step.kind.startsWith("docker-"));
  if (docker && isUnprivileged(definition) && features.keyctl !== true) {
    warning(
      ["features"],
      "D301",
      "Docker in an unprivileged container without `keyctl`",
      "write features: { nesting: true, keyctl: true }, or accept D301",
    );
  }
  if (vllm !== undefined && vllm.tensorParallelSize > Math.max(gpus.length, 1)) {
    const message = `tensor parallel size ${vllm.tensorParallelSize} is more than the container's ${gpus.length} GPUs`;
    found.push(
      error(
        definition,
        ["vllm", "tensorParallelSize"],
        "D121",
        message,
        "assign more GPUs, or spread the model over fewer",
      ),
    );
  }
  if (vllm !== undefined && /\bmlx\b/i.test(vllm.model)) {
    warning(
      ["vllm", "model"],
      "D303",
      `'${vllm.model}' has MLX weights, which vLLM cannot load`,
      "choose an AWQ, GPTQ or plain build of the model, or accept D303",
    );
  }
  for (const [i, step] of steps.entries()) {
    const amiss = step.restartOn?.steps.filter((other) => !steps.slice(0, i).includes(other)) ?? [];
    for (const other of amiss) {
      const message = `step '${step.title}' waits for a change by '${other.title}', which is no step before it`;
      const hint = "put that very step into `steps`, before this one";
      found.push({ ...error(definition, [], "D122", message, hint), origin: step.origin, path: ["restartOn"] });
    }
    for (const { code, message, hint, path } of step.doubts) {
      found.push({ code, severity: "warning", message, hint, path, origin: step.origin });
    }
  }
  return found;
}
