import type { Loaded } from "../load/load.ts";
import type { Finding } from "../validation/finding.ts";
import type { Origin, Place, Problem } from "../validation/problem.ts";

/** Gives problems their places. The compiler, which finds a property inside a call, is loaded only if there is one to find. */
export async function locateProblems(
  problems: readonly Problem[],
  { folder, places }: Pick<Loaded, "folder" | "places">,
): Promise<Finding[]> {
  if (problems.length === 0) return [];
  const { Locator } = await import("../load/locate.ts");
  const locator = new Locator(folder);
  const placeOf = (origin: Origin, path: readonly PropertyKey[]): Place => {
    const call = places.call(origin);
    return call ? locator.property(call, path) : { file: "definitions", line: 1, column: 1 };
  };
  return problems.map(({ code, severity, message, fix, origin, path, at, related = [] }) => {
    const within = places.callInPackage(origin);
    return {
      code,
      severity,
      message,
      fix,
      place: at ?? placeOf(origin, path),
      related: [
        ...(at === undefined ? [] : [{ label: "used here", place: placeOf(origin, path) }]),
        ...related.map((other) => ({ label: other.label, place: placeOf(other.origin, other.path) })),
        ...(within ? [{ label: "made by the package here", place: within }] : []),
      ],
    };
  });
}
