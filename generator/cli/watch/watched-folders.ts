import { type FSWatcher, readdirSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Files directly in a project that decide how its definitions are read. */
const IN_PROJECT = new Set(["definitions", "package.json", "tsconfig.json"]);

/** What of a folder is watched: the files of these names, or whatever is in it. */
type Names = ReadonlySet<string> | "all";

/** Tells of changes in folders: the kernel reports them, nothing is polled. */
export class WatchedFolders {
  private readonly watchers = new Map<string, FSWatcher>();
  private names: ReadonlyMap<string, Names> = new Map();

  /**
   * @param folder the project
   * @param told called at each change that may matter
   */
  constructor(
    private readonly folder: string,
    private readonly told: () => void,
  ) {}

  /**
   * Watches `definitions/` with everything below, what lies in the project beside it, and these files; nothing else any more. Says whether
   * there is something new, which may have changed before it was watched.
   */
  watch(files: Iterable<string>): boolean {
    const before = this.names;
    this.names = this.wanted(files);
    for (const [path, watcher] of this.watchers) {
      if (this.names.has(path)) continue;
      watcher.close();
      this.watchers.delete(path);
    }
    for (const path of this.names.keys()) if (!this.watchers.has(path)) this.add(path);
    return [...this.names].some(([path, names]) => !covers(before.get(path), names));
  }

  /** A folder above the project may be a busy one: there, and beside the definitions, only the files themselves matter. */
  private wanted(files: Iterable<string>): Map<string, Names> {
    const whole = foldersBelow(join(this.folder, "definitions"));
    const some = new Map([[this.folder, new Set(IN_PROJECT)]]);
    for (const file of files) {
      const path = dirname(file);
      if (file.includes("/node_modules/")) continue;
      const names = some.get(path);
      if (names) names.add(basename(file));
      else some.set(path, new Set([basename(file)]));
    }
    return new Map<string, Names>([...some, ...whole.map((path) => [path, "all"] as const)]);
  }

  /** Ends it; nothing is told any more. */
  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private add(path: string): void {
    const gone = (): void => {
      this.watchers.get(path)?.close();
      this.watchers.delete(path);
      this.told();
    };
    try {
      const watcher = watch(path, (_event, name) => {
        const names = this.names.get(path) ?? "all";
        if (names === "all" || name === null || names.has(name)) this.told();
      });
      watcher.on("error", gone);
      this.watchers.set(path, watcher);
    } catch {
      // It was removed this very moment; the folder above tells when it is back.
    }
  }
}

/** Whether all that is wanted now was watched before. */
const covers = (before: Names | undefined, now: Names): boolean =>
  before === "all" || (before !== undefined && now !== "all" && [...now].every((name) => before.has(name)));

/** A folder and all below it, without installed packages; none if it is not there. */
function foldersBelow(folder: string): string[] {
  try {
    const inner = readdirSync(folder, { withFileTypes: true });
    const folders = inner.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
    return [folder, ...folders.flatMap(({ name }) => foldersBelow(join(folder, name)))];
  } catch {
    return [];
  }
}
