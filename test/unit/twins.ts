import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Edited } from "./cache-edits.ts";
import { project as inThisProcess } from "./in-process.ts";
import { project, type Run } from "./project.ts";

/** What a run came to: all that anybody can see of it. */
export interface Seen extends Run {
  /** sha256 and mode of each script. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** Two projects that are edited alike; one is run with what it remembers, the other one without. */
export class Twins {
  readonly now: Record<string, string>;
  readonly cached: ReturnType<typeof project>;
  readonly afresh: ReturnType<typeof inThisProcess>;

  constructor(files: Readonly<Record<string, string>>, finished?: (remove: () => void) => void) {
    this.now = { ...files };
    this.cached = project(files, finished);
    this.afresh = inThisProcess(files, finished);
  }

  /** Where the first one remembers. */
  get cache(): string {
    return join(this.cached.folder, "node_modules/.cache/phoenix-setup");
  }

  edit(files: Edited): void {
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) delete this.now[path];
      else if (!path.startsWith("dist-scripts/")) this.now[path] = text;
      for (const { folder, put } of [this.cached, this.afresh]) {
        if (text === undefined) rmSync(join(folder, path), { force: true });
        else if (!existsSync(join(folder, path)) || readFileSync(join(folder, path), "utf8") !== text) put(path, text);
        if (text !== undefined && path.startsWith("dist-scripts/")) chmodSync(join(folder, path), 0o644);
      }
    }
  }

  /** Runs the same in both: in a process of its own what is to remember, in this one what is not. */
  async run(...words: string[]): Promise<{ readonly cached: Seen; readonly afresh: Seen }> {
    return {
      cached: { ...this.cached.run(...words), scripts: scriptsIn(this.cached.folder) },
      afresh: { ...(await this.afresh.run(...words, "--no-cache")), scripts: scriptsIn(this.afresh.folder) },
    };
  }
}

/** sha256 and mode of each script of a project, by name; of anything else in that folder as well. */
export function scriptsIn(folder: string): Record<string, string> {
  const place = join(folder, "dist-scripts");
  if (!existsSync(place)) return {};
  return Object.fromEntries(
    readdirSync(place)
      .sort()
      .map((name) => {
        const sum = createHash("sha256")
          .update(readFileSync(join(place, name)))
          .digest("hex");
        return [name, `${statSync(join(place, name)).mode.toString(8)} ${sum}`];
      }),
  );
}
