import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, readCached, writeCached } from "../files/cache-files.ts";
import { fingerprint } from "../files/fingerprint.ts";
import { importsOf } from "./imports.ts";

/** A file in which, and in all that it imports, no type was wrong. */
interface Sound {
  /** sha256 of its content. */
  readonly is: string;
  /** The project's own files that it imports, relative to the folder. */
  readonly imports: readonly string[];
}

interface Stored {
  readonly key: string;
  /** Files outside of the project's own that were looked at, each with its fingerprint. */
  readonly outside: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Sound>>;
}

/** Remembers which files were right, so that only those are looked at again that could have become wrong. */
export class SoundFiles {
  private readonly stored: Stored | undefined;
  private readonly now = new Map<string, Sound>();
  private readonly settled = new Map<string, boolean>();
  private readonly file: string;

  /**
   * @param key stands for everything but the project's own files that decides what is right
   * @param noCache whether nothing is looked up, nor kept
   */
  constructor(
    private readonly folder: string,
    private readonly key: string,
    private readonly noCache: boolean,
  ) {
    this.file = join(cacheFolder(folder), "types");
    this.stored = noCache ? undefined : this.recall();
  }

  /** Whether anything is remembered that may still hold. */
  get any(): boolean {
    return this.stored !== undefined;
  }

  /** Whether a file and all that it imports are as they were when they were right. */
  isSound(file: string): boolean {
    const known = this.settled.get(file);
    if (known !== undefined) return known;
    // Files that import each other are right together or not at all; any of them that has changed says so itself.
    this.settled.set(file, true);
    const before = this.stored?.files[file];
    const { is, imports } = this.look(file);
    const sound = before?.is === is && imports.every((other) => this.isSound(other));
    this.settled.set(file, sound);
    return sound;
  }

  /**
   * Keeps what is right after a check.
   *
   * @param roots all files that are to be right
   * @param wrong files in which something is wrong
   * @param outside absolute paths of what was looked at besides; undefined if nothing was looked at anew
   */
  keep(roots: readonly string[], wrong: ReadonlySet<string>, outside: readonly string[] | undefined): void {
    if (this.noCache) return;
    const files: Record<string, Sound> = {};
    const reachable = this.reachable(roots);
    const tainted = this.tainted(roots, wrong);
    // What is wrong elsewhere, as in the options, may be so for every file.
    const isElsewhere = [...wrong].some((file) => !reachable.has(file));
    if (!isElsewhere) for (const file of reachable) if (!tainted.has(file)) files[file] = this.look(file);
    const known = this.stored?.outside ?? {};
    const fresh = Object.fromEntries((outside ?? []).map((path) => [path, fingerprint(path)]));
    const stored: Stored = { key: this.key, outside: { ...known, ...fresh }, files };
    writeCached(this.file, JSON.stringify(stored));
  }

  /** The project's own files that these lead to, themselves included. */
  reachable(roots: readonly string[]): Set<string> {
    const found = new Set(roots);
    for (const file of found) for (const other of this.look(file).imports) found.add(other);
    return found;
  }

  /** Absolute paths of what was looked at besides the project's own files. */
  outside(): readonly string[] {
    return Object.keys(this.stored?.outside ?? {});
  }

  /** Files that are wrong, or that import one that is. */
  private tainted(roots: readonly string[], wrong: ReadonlySet<string>): Set<string> {
    const importers = new Map<string, string[]>();
    for (const file of this.reachable(roots))
      for (const other of this.look(file).imports) importers.set(other, [...(importers.get(other) ?? []), file]);
    const found = new Set(wrong);
    for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
    return found;
  }

  private look(file: string): Sound {
    const known = this.now.get(file);
    if (known !== undefined) return known;
    const text = this.read(file);
    const is = hash("sha256", text);
    const before = this.stored?.files[file];
    const imports = before?.is === is ? before.imports : importsOf(this.folder, file, text);
    const sound = { is, imports };
    this.now.set(file, sound);
    return sound;
  }

  private read(file: string): string {
    try {
      return readFileSync(join(this.folder, file), "utf8");
    } catch {
      return "";
    }
  }

  private recall(): Stored | undefined {
    const cached = readCached(this.file);
    if (cached === undefined) return undefined;
    const stored = JSON.parse(cached.toString()) as Stored;
    const holds = Object.entries(stored.outside).every(([path, was]) => fingerprint(path) === was);
    return stored.key === this.key && holds ? stored : undefined;
  }
}
