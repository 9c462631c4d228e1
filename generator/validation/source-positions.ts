import { type EncodedSourceMap, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { DEFINITIONS, type Origin, OUTERMOST, type Place } from "./problem.ts";

/** The end of the name under which a bundle stands in stack traces; the numbers of its load and its own stand before it. */
export const BUNDLE = DEFINITIONS;
const FRAME = new RegExp(`(\\d+\\.\\d+)-${BUNDLE}:(\\d+):(\\d+)`, "g");

/** How many loads there were, so that no two of one process give a bundle the same name. */
let loads = 0;

/** Maps call stacks that were taken while a bundle of one load ran back to the files that authors wrote. */
export class Places {
  private readonly maps: TraceMap[] = [];
  private readonly load = ++loads;

  /** The name that the bundle with this number must bear in stack traces. */
  nameOf(number: number): string {
    return `${this.load}.${number}-${BUNDLE}`;
  }

  /** Adds the source map of the next bundle. */
  add(map: EncodedSourceMap): void {
    this.maps.push(new TraceMap(map));
  }

  /** Every frame of a stack that lies in a definition file, innermost first. */
  frames({ stack }: Origin): Place[] {
    const frames: Place[] = [];
    for (const [, name = "", line, column] of stack.matchAll(FRAME)) {
      const [load, number] = name.split(".").map(Number);
      const map = load === this.load ? this.maps[number ?? 0] : undefined;
      if (map === undefined) continue;
      const found = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      if (found.source !== null && found.source !== "definitions") {
        frames.push({ file: found.source, line: found.line, column: found.column + 1 });
      }
    }
    return frames;
  }

  /**
   * Where the author's own call stands: the innermost frame, which is the call that has the problem in its arguments. What a package
   * calls is told where the package is called.
   */
  call(origin: Origin): Place | undefined {
    const frames = this.frames(origin);
    return frames.find(({ file }) => !inPackage(file)) ?? frames[0];
  }

  /** The call within a package that has the problem in its arguments, if it is one. */
  callInPackage(origin: Origin): Place | undefined {
    const [frame] = this.frames(origin);
    return frame !== undefined && inPackage(frame.file) ? frame : undefined;
  }

  /**
   * A step's place: the outermost frame in the container's own file, so that a shared function's steps point to its use; of a step that a shared
   * file makes once for several containers, the place in that file. Whoever happens to import a file first has no part in it. Undefined if it
   * is made in a package.
   */
  use({ stack }: Origin, file: string): Place | undefined {
    const end = stack.indexOf(OUTERMOST);
    const frames = this.frames({ stack: end < 0 ? stack : stack.slice(0, end) });
    return frames.findLast((frame) => frame.file === file) ?? frames.findLast((frame) => !inPackage(frame.file));
  }
}

const inPackage = (file: string): boolean => file.includes("node_modules/");
