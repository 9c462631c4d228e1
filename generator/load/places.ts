import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Origin, Place } from "../model/problem.ts";
import { BUNDLE } from "./bundle.ts";

/** Maps call stacks that were taken while a bundle ran back to the files that authors wrote. */
export class Places {
  private readonly maps: TraceMap[] = [];

  /** Adds a bundle's source map; returns the name that the bundle must bear in stack traces. */
  add(map: string): string {
    this.maps.push(new TraceMap(map));
    return `${this.maps.length - 1}-${BUNDLE}`;
  }

  /** Every frame of a stack that lies in a definition file, innermost first. */
  frames({ stack }: Origin): Place[] {
    const frames: Place[] = [];
    for (const [, index, line, column] of stack.matchAll(new RegExp(`(\\d+)-${BUNDLE}:(\\d+):(\\d+)`, "g"))) {
      const map = this.maps[Number(index)];
      if (map === undefined) continue;
      const found = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      if (found.source !== null && found.source !== "definitions") {
        frames.push({ file: found.source, line: found.line, column: found.column + 1 });
      }
    }
    return frames;
  }

  /** Where the author's own call stands: the innermost frame, which is the call that has the problem in its arguments. */
  call(origin: Origin): Place | undefined {
    return this.frames(origin)[0];
  }

  /** A step's place: the outermost frame in the container's own file, so that a shared function's steps point to its use. */
  use(origin: Origin, file: string): Place | undefined {
    const frames = this.frames(origin);
    return frames.findLast((frame) => frame.file === file) ?? frames.at(-1);
  }
}
