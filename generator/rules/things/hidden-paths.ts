import { posix } from "node:path";
import type { Definition } from "../../dsl/container.ts";
import type { Step } from "../../dsl/step.ts";
import type { Provided } from "../../dsl/things.ts";
import type { Problem } from "../../validation/problem.ts";
import { severityOf } from "../../validation/problem-codes.ts";
import { isThere } from "./known-things.ts";

/** A path, and the step that decides it. */
interface Use {
  readonly step: Step;
  readonly thing: Provided;
  readonly path: string;
}

/** Returns the paths that a later mount hides, or that another step of the container removes with the folder above. */
export function hiddenPaths({ options: { steps } }: Definition): Problem[] {
  const uses = steps.map((step) => (step.when.length > 0 ? [] : pathsOf(step)));
  return uses.flatMap((own, i) =>
    own
      .filter(({ thing }) => isThere(thing))
      .flatMap((use): Problem[] => {
        const isAbove = ({ path }: Use): boolean => use.path.startsWith(path === "/" ? path : `${path}/`);
        const mount = uses
          .slice(i + 1)
          .flat()
          .find((other) => isMount(other.thing) && isAbove(other));
        if (mount !== undefined) return [hidden(use, mount)];
        const removed = uses.flat().find((other) => !isThere(other.thing) && isAbove(other));
        return removed === undefined ? [] : [removedAgain(use, removed)];
      }),
  );
}

const pathsOf = (step: Step): Use[] =>
  (step.provides ?? []).flatMap((thing) =>
    thing.what === "path" ? [{ step, thing, path: posix.normalize(thing.name).replace(/(.)\/$/, "$1") }] : [],
  );

const isMount = ({ state }: Provided): boolean => state !== undefined && "mount" in state;

const hidden = (use: Use, mount: Use): Problem =>
  problem(use, mount, {
    message: `${use.path} lies below ${mount.path}, and '${mount.step.title}', which comes later, hides it`,
    fix: `put '${mount.step.title}' before it`,
    label: "mounted here",
  });

const removedAgain = (use: Use, removed: Use): Problem =>
  problem(use, removed, {
    message: `${use.path} lies below ${removed.path}, which '${removed.step.title}' removes in every run`,
    fix: "remove only what is not wanted, or leave that step out",
    label: "removed here",
  });

const problem = (
  { step, thing }: Use,
  other: Use,
  { message, fix, label }: { readonly message: string; readonly fix: string; readonly label: string },
): Problem => ({
  code: "D173",
  severity: severityOf("D173"),
  message,
  fix,
  origin: step.origin,
  path: thing.at ?? [],
  related: [{ origin: other.step.origin, path: other.thing.at ?? [], label }],
});
