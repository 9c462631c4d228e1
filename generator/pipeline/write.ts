import { join } from "node:path";
import { TARGET } from "../files/outputs.ts";
import { prune, Staging } from "../files/staging.ts";
import { type Build, type BuildOptions, buildStaged } from "./build.ts";

/** What was written. */
export interface Written extends Build {
  /** Whether the scripts that differ are in their places: false if the definitions have an error, or ShellCheck a remark. */
  readonly written: boolean;
  /** Whether orphans were removed. */
  readonly pruned: boolean;
}

/** How scripts are written. */
export interface WriteOptions extends BuildOptions {
  /** Whether scripts that no definition describes any more are removed. */
  readonly prune: boolean;
}

/** Builds, and puts what differs into its place. Nothing is written if anything is wrong. */
export async function write(folder: string, options: WriteOptions): Promise<Written> {
  const target = join(folder, TARGET);
  const staging = new Staging(target);
  try {
    const { build, work, hashes } = await buildStaged(folder, options, staging);
    if (build.failed || build.remarks.length > 0) return { ...build, written: false, pruned: false };
    staging.commit();
    if (options.prune) prune(target, build.outcome.orphans);
    work.remember(hashes);
    return { ...build, written: true, pruned: options.prune };
  } finally {
    staging.clear();
  }
}
