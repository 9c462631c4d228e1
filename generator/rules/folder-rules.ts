import { posix } from "node:path";
import type { Definition } from "../dsl/container.ts";
import { isJoinedText, type Text } from "../dsl/text.ts";
import type { Origin, Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";

/** One path of the host, and where a definition names it. */
interface Use {
  readonly path: string;
  readonly ctid: number;
  readonly origin: Origin;
  readonly option: string;
}

/**
 * Whoever is root in a container can put a link into a folder that is mounted there, and make the host's root work on what that leads to. So no
 * script touches what is below such a folder.
 */
export function folderProblems(definitions: readonly Definition[]): Problem[] {
  const uses = definitions.map(usesOf);
  const writable = new Map<string, Use>();
  for (const use of uses.flatMap((one) => one.writable)) if (!writable.has(use.path)) writable.set(use.path, use);
  if (writable.size === 0) return [];
  return uses
    .flatMap(({ touched }) => touched)
    .flatMap(({ path, origin, option }): Problem[] => {
      const above = foldersAbove(path).flatMap((folder) => writable.get(folder) ?? [])[0];
      if (above === undefined) return [];
      const message = `${path} lies in ${above.path}, where container ${above.ctid} can put a link to any file of the host`;
      const fix = `take a folder beside ${above.path}, or mount that with readOnly: true`;
      const label = "mounted here";
      const related = [{ origin: above.origin, path: [above.option], label }];
      return [{ code: "D153", severity: severityOf("D153"), message, fix, origin, path: [option], related }];
    });
}

/** `/a/b/c` lies in `/a/b` and `/a`; the one that is nearest first. */
function foldersAbove(path: string): string[] {
  const above = posix.dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

function usesOf({ options: { ctid, steps } }: Definition): {
  readonly writable: readonly Use[];
  readonly touched: readonly Use[];
} {
  const writable: Use[] = [];
  const touched: Use[] = [];
  for (const { claims, hostFile, origin } of steps) {
    if (claims.shares !== undefined)
      writable.push({ path: posix.normalize(claims.shares), ctid, origin, option: "source" });
    const { path, option } = claims.touches ?? { path: hostFile, option: "source" };
    const known = path === undefined ? undefined : knownPath(path);
    if (known !== undefined) touched.push({ path: known, ctid, origin, option });
  }
  return { writable, touched };
}

/** A path as far as it is known now; undefined if it is not, or is none. */
function knownPath(path: Text): string | undefined {
  const begin = isJoinedText(path) ? path.parts[0] : path;
  if (typeof begin !== "string" || !begin.startsWith("/")) return undefined;
  // Something follows that is read when the script runs.
  return posix.normalize(isJoinedText(path) && path.parts.length > 1 ? `${begin}…` : begin);
}
