import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { root } from "./project.ts";

/** Where npm works, and with what environment: offline as far as its cache goes, and with no word of its own but errors. */
export interface NpmPlace {
  /** An empty folder, removed after the file's tests. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A folder with an npm of its own: `npx` finds nothing there that was installed before, but what was downloaded once is not again. */
export function npmPlace(): NpmPlace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "phoenix-npm-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const known = execFileSync("npm", ["config", "get", "cache"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const cache = join(folder, ".npm");
  mkdirSync(cache);
  symlinkSync(join(known.trim(), "_cacache"), join(cache, "_cacache"));
  const settings = {
    cache,
    prefer_offline: "true",
    audit: "false",
    fund: "false",
    update_notifier: "false",
    loglevel: "error",
  };
  // A setting of the npm that runs these tests would be one of the author's.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const own = Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value]);
  return { folder, env: { ...Object.fromEntries([...inherited, ...own]), NO_COLOR: "1" } };
}

/** A packed package. */
export interface Packed {
  /** The tarball's absolute path. */
  readonly tarball: string;
  readonly name: string;
  /** What is in it. */
  readonly files: readonly string[];
}

/** Packs the package in `from`, this one without further word, into the place's folder. It is not built again. */
export function pack({ folder, env }: NpmPlace, from: string = root): Packed {
  const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const told = execFileSync("npm", words, { cwd: from, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const [made] = JSON.parse(told) as { filename: string; files: { path: string }[] }[];
  if (made === undefined) throw new Error(`npm pack said: ${told}`);
  return { tarball: join(folder, made.filename), name: made.filename, files: made.files.map(({ path }) => path) };
}
