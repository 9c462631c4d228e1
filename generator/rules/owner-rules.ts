import type { Step } from "../dsl/step.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";

/** Fields of views that hold the path of a file or folder whose owner is in the same view. */
const PATHS = ["path", "env", "certificate", "key"] as const;

/** A user who owns a folder may replace what is in it, whoever owns that. */
export function ownerProblems(steps: readonly Step[]): Problem[] {
  const given = steps.flatMap(({ claims: { gives } }) =>
    gives === undefined || gives.owner === "root"
      ? []
      : [{ folder: `${gives.folder.replace(/\/+$/, "")}/`, owner: gives.owner }],
  );
  return steps.flatMap(({ view, origin }) => {
    if (view["owner"] !== "root") return [];
    const paths = PATHS.map((field) => view[field]).filter((path): path is string => typeof path === "string");
    return paths.flatMap((path): Problem[] => {
      const above = given.find(({ folder }) => path.startsWith(folder));
      if (above === undefined) return [];
      const message = `${path} is to be root's, but ${above.owner}, who owns ${above.folder.slice(0, -1)}, may replace it`;
      const fix = `write owner: "${above.owner}", put it into a folder of root's, or accept D336`;
      return [{ code: "D336", severity: severityOf("D336"), message, fix, path: ["owner"], origin }];
    });
  });
}
