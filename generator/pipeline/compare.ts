import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { compareWithDisk, orphansIn, TARGET } from "../files/outputs.ts";
import type { Staging } from "../files/staging.ts";
import { renderScript } from "../render/script.ts";
import { ExternalError } from "../validation/failures.ts";
import type { Work } from "./work.ts";

/** What became of the scripts that were asked for, by file name. */
export interface Outcome {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Generated scripts that no definition describes any more. */
  readonly orphans: readonly string[];
}

/** A script that differs from the one in the folder. */
export interface Difference {
  readonly script: string;
  /** The text in the folder; undefined if there is none. */
  readonly before: string | undefined;
  readonly after: string;
}

/** What rendering and comparing came to; no other text is kept, so that a large fleet needs no more memory than a small one. */
export interface Compared {
  readonly outcome: Outcome;
  /** sha256 by file name, of everything that was asked for. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Empty unless asked for. */
  readonly differences: readonly Difference[];
  /** File names of scripts that differ in their line ends only: CRLF in place of LF, as Git makes it on some machines. */
  readonly lineEnds: readonly string[];
}

/** How scripts are compared. */
export interface CompareOptions {
  /** Whether differences are kept. */
  readonly diff?: boolean;
  /** Takes the scripts that differ. */
  readonly staging?: Staging | undefined;
  /** Called at the beginning, and after each script. */
  readonly onRender?: (done: number, of: number) => void;
}

/** Scripts after which signals have their turn. */
const YIELD_EVERY = 20;

/**
 * Renders what has to be rendered, compares it with what is in the folder, and stages what differs. Throws an {@link ExternalError} if
 * something else than a file is in a script's place.
 */
export async function compareScripts(folder: string, work: Work, options: CompareOptions): Promise<Compared> {
  const { plans, names, right } = work;
  const target = join(folder, TARGET);
  const created: string[] = [];
  const changed: string[] = [];
  const unchanged = [...right.keys()];
  const differences: Difference[] = [];
  const lineEnds: string[] = [];
  const hashes = new Map(right);
  const total = plans.length + right.size;
  options.onRender?.(hashes.size, total);
  for (const plan of plans) {
    const { name, text } = renderScript(plan);
    const bytes = Buffer.from(text);
    hashes.set(name, hash("sha256", bytes, "hex"));
    const is = compareWithDisk(target, name, bytes);
    (is === "right" ? unchanged : is === "missing" ? created : changed).push(name);
    if (is === "folder" || is === "no file") throw inPlaceOf(join(target, name), is);
    if (is === "line ends") lineEnds.push(name);
    if (is !== "right") {
      if (options.diff === true) differences.push({ script: name, before: existing(join(target, name)), after: text });
      options.staging?.put(name, bytes);
    }
    options.onRender?.(hashes.size, total);
    if (hashes.size % YIELD_EVERY === 0) await setImmediate();
  }
  const order = new Map(names.map((name, i) => [name, i]));
  const sorted = (some: readonly string[]) => [...some].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const outcome = {
    created: sorted(created),
    changed: sorted(changed),
    unchanged: sorted(unchanged),
    orphans: orphansIn(target, new Set(names)),
  };
  return { outcome, hashes, differences, lineEnds };
}

/** Nothing is in its place yet when this is found, so that nothing is half done. */
const inPlaceOf = (path: string, is: "folder" | "no file"): ExternalError => {
  const what = { folder: "a folder", "no file": "neither file nor folder" }[is];
  return new ExternalError(`${path} is ${what}, where the script has to be; move it elsewhere`);
};

function existing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
