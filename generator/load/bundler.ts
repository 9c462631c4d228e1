import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { EncodedSourceMap } from "@jridgewell/trace-mapping";
import type { BuildOptions, Metafile } from "esbuild";
import { temporaryFolder } from "../files/temporary.ts";

/** The name of the list of files in maps and messages: of what is bundled, alone without an ending. */
export const LIST = "definitions";

/** What a list of files is bundled to. */
export interface Built {
  readonly code: string;
  readonly map: EncodedSourceMap;
  readonly meta: Metafile;
}

/** The name that stands for `import.meta` in a bundle, which is no module. */
export const IMPORT_META = "phoenixSetupImportMeta";

/** How definitions are bundled, in the words of esbuild's interface. */
export const OPTIONS = {
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["phoenix-setup", "phoenix-setup/*"],
  loader: { ".sh": "text", ".hbs": "text", ".txt": "text" },
  define: { "import.meta": IMPORT_META },
  // What is imported late is asked for as everything else is.
  supported: { "dynamic-import": false },
  sourcemap: "external",
  sourcesContent: false,
  logLevel: "silent",
  tsconfigRaw: "{}",
} as const satisfies BuildOptions;

/** The same in the words of its command line. */
const WORDS = [
  "--bundle",
  ...(["format", "platform", "target", "sourcemap"] as const).map((name) => `--${name}=${OPTIONS[name]}`),
  ...OPTIONS.external.map((name) => `--external:${name}`),
  ...Object.entries(OPTIONS.loader).map(([ending, loader]) => `--loader:${ending}=${loader}`),
  ...Object.entries(OPTIONS.define).map(([name, value]) => `--define:${name}=${value}`),
  ...Object.entries(OPTIONS.supported).map(([feature, is]) => `--supported:${feature}=${is}`),
  "--sources-content=false",
  "--log-level=silent",
  `--tsconfig-raw=${OPTIONS.tsconfigRaw}`,
  `--sourcefile=${LIST}`,
];

/** Files that are left out of a bundle, as patterns that esbuild takes; what imports them asks for them when it is evaluated. */
export const leftOut = (files: Iterable<string>): string[] => [...files].map((file) => `./${file}`);

/**
 * Bundles with esbuild's own program, without the interface to it, which takes six times as long as the work. Undefined if something is
 * wrong, or if the program cannot be found or started: the interface tells what.
 */
export function build(folder: string, entry: string, left: Iterable<string>): Built | undefined {
  const program = bundler();
  if (program === undefined) return undefined;
  const { path: place, remove } = temporaryFolder("phoenix-setup-bundle-");
  try {
    const externals = leftOut(left).map((pattern) => `--external:${pattern}`);
    const [out, meta] = [join(place, "out.cjs"), join(place, "meta.json")];
    const { status } = spawnSync(program, [...WORDS, ...externals, `--outfile=${out}`, `--metafile=${meta}`], {
      cwd: folder,
      input: entry,
      stdio: ["pipe", "ignore", "ignore"],
    });
    if (status !== 0) return undefined;
    const map = JSON.parse(readFileSync(`${out}.map`, "utf8")) as EncodedSourceMap;
    return {
      code: readFileSync(out, "utf8"),
      map: { ...map, sources: plainSources(map.sources, folder, place) },
      meta: JSON.parse(readFileSync(meta, "utf8")) as Metafile,
    };
  } finally {
    remove();
  }
}

/**
 * The sources of a map as paths relative to the project. In the map they are relative to the folder that the map was written to, and escaped
 * as parts of an address; a backslash has become a slash.
 */
export function plainSources(
  sources: readonly (string | null)[],
  folder: string,
  mapFolder: string,
): (string | null)[] {
  const plain = sources.map((source) => (source === null ? null : decodeURIComponent(source)));
  // The list of files, which bears no ending, lies in the project itself: what stands before its name leads there, however it is written.
  const [way] = plain.flatMap((source) => (source !== null && basename(source) === LIST ? [dirname(source)] : []));
  const within = way === undefined ? undefined : way === "." ? "" : `${way}/`;
  return plain.map((source) => {
    if (source === null) return null;
    if (within !== undefined && source.startsWith(within)) return source.slice(within.length);
    return relative(folder, resolve(mapFolder, source));
  });
}

/** esbuild's program, which is installed as a package of its own for each kind of machine. */
function bundler(): string | undefined {
  if (process.env.ESBUILD_BINARY_PATH) return process.env.ESBUILD_BINARY_PATH;
  if (process.platform !== "linux" && process.platform !== "darwin") return undefined;
  try {
    const main = createRequire(join(import.meta.dirname, "package.json")).resolve("esbuild/package.json");
    return createRequire(main).resolve(`@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  } catch {
    return undefined;
  }
}
