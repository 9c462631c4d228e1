import type { Definition } from "../dsl/container.ts";
import type { FeatureOptions } from "../dsl/features.ts";
import { inMebibytes } from "../dsl/units.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";

/** Parameters that each container has for itself: those of its network and of its System V and POSIX message queues. */
const own = /^(net\.|kernel\.(msg|sem|shm)|fs\.mqueue\.)/;

/** Where a step and its container contradict each other. */
export function claimProblems({ is, options }: Definition, unprivileged: boolean): Problem[] {
  return options.steps.flatMap((step, i): Problem[] => {
    const problem = (code: Problem["code"], path: PropertyKey[], message: string, fix: string): Problem => ({
      code,
      severity: severityOf(code),
      message,
      fix,
      path,
      origin: step.origin,
    });
    const differs = (path: PropertyKey[], here: string, there: string) =>
      problem(
        "D150",
        path,
        `\`${path.join(".")}\` is ${here} here, and ${there} in the container's own options`,
        "say it once: leave it out here, or write the same in both places",
      );
    const { memory, cores, features = {}, mounts, kernel = [], neighbour, protects } = step.claims;
    const found: Problem[] = [];
    const later = protects === true && options.steps.slice(i + 1).find(({ claims }) => claims.changesMounts === true);
    if (later) {
      const message = `with this, Proxmox takes no change of what is mounted, and '${later.title}' comes after it`;
      found.push(
        problem("D154", ["protection"], message, "set protection in an lxc.options of its own, after the mounts"),
      );
    }
    if (memory !== undefined && inMebibytes(memory) !== inMebibytes(options.memory))
      found.push(differs(["memory"], `${inMebibytes(memory)} MiB`, `${inMebibytes(options.memory)} MiB`));
    if (cores !== undefined && cores !== options.cores) found.push(differs(["cores"], `${cores}`, `${options.cores}`));
    for (const [name, wanted] of Object.entries(features)) {
      const there = options.features?.[name as keyof FeatureOptions] ?? false;
      if (wanted !== there) found.push(differs(["features", name], `${wanted}`, `${there}`));
    }
    if (mounts !== undefined && is === "template") {
      const message = `the host's folder ${mounts} is mounted in a container that ends as a snapshot, and Proxmox takes none of such a one`;
      found.push(problem("D151", [], message, "mount it in the clones, or copy what is needed with file.fromHost"));
    } else if (mounts !== undefined) {
      const message = `with the host's folder ${mounts} in it, no snapshot can be taken of the container, and the orchestrator takes 'configured-state'`;
      found.push(problem("D333", [], message, "mount a volume instead (storage and size), or accept D333"));
    }
    if (neighbour?.options.ctid === options.ctid) {
      found.push(problem("D141", ["container"], "the container waits for itself", "use wait.port or wait.file"));
    } else if (neighbour?.is === "template") {
      const message = `container ${neighbour.options.ctid} is a template: it ends as a snapshot, and serves nobody`;
      found.push(problem("D141", ["container"], message, "wait for an application"));
    }
    for (const name of kernel.filter((parameter) => !own.test(parameter))) {
      found.push(
        unprivileged
          ? problem(
              "D152",
              ["parameters", name],
              `${name} cannot be set in an unprivileged container`,
              "set it on the host",
            )
          : problem(
              "D332",
              ["parameters", name],
              `${name} is the host's own, for all its containers`,
              "set it on the host, or accept D332",
            ),
      );
    }
    return found;
  });
}
