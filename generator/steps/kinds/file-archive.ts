import { createHash } from "node:crypto";
import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { ownPath, SYSTEM_FOLDERS } from "../options/own-path.ts";
import { isBelow, pathWith, programs } from "../options/things.ts";
import { hostOf, webAddress } from "../options/web-address.ts";
import { sha256Sum } from "./file-download.ts";

/** The formats that are known, by the ends of their names, and what unpacks them besides `tar`. */
const FORMATS = {
  tar: { ends: [".tar"], needs: "" },
  "tar.gz": { ends: [".tar.gz", ".tgz"], needs: "gzip" },
  "tar.xz": { ends: [".tar.xz", ".txz"], needs: "xz" },
  "tar.bz2": { ends: [".tar.bz2", ".tbz2"], needs: "bzip2" },
  "tar.zst": { ends: [".tar.zst", ".tzst"], needs: "zstd" },
  zip: { ends: [".zip"], needs: "unzip" },
} as const;

/** Options of {@link fileArchive}. */
export interface FileArchiveOptions extends StepOptions {
  /** Where it is fetched from, http or https; redirections are followed. */
  readonly url: string;
  /** sha256 of the archive, 64 hexadecimal digits; what has another sum is not taken. The publisher names it beside the file; or fetch the file once, check it, and take what `sha256sum` prints. */
  readonly sha256: string;
  /**
   * Absolute path of the folder inside the container that it is unpacked into: its own, for one archive. Missing folders are made. Below
   * a user's folder, that user unpacks it, and owns what comes out.
   */
  readonly into: string;
  /** `"tar"`, `"tar.gz"`, `"tar.xz"`, `"tar.bz2"`, `"tar.zst"` or `"zip"`. Default: what the address ends with. */
  readonly format?: keyof typeof FORMATS;
  /** How many folders are left out at the beginning of each name, as tar's `--strip-components`. Default 0. */
  readonly strip?: number;
  /**
   * Files and folders of the archive that are unpacked, by their whole names in it; each has to be there, and all else of the archive is left out. `strip` cuts
   * their names as well. Default: all of it.
   */
  readonly only?: readonly string[];
  /**
   * Whether the folder is replaced whole by another archive, with all that has come into it since. Default false: the new archive is
   * unpacked over the old one, and what only the old one held stays.
   */
  readonly exact?: boolean;
}

/** The name of a file or folder in an archive. */
const member = z
  .string()
  .regex(/^(?![-/])[^\p{Cc}]+$/u, "must be a name as the archive has it, such as app-1.2/bin/app")
  .refine((name) => !name.split("/").includes(".."), "must not have .. in it");

type Format = keyof typeof FORMATS;

const formatOf = (url: string): Format | undefined => {
  const path = URL.canParse(url) ? new URL(url).pathname.toLowerCase() : "";
  return (Object.keys(FORMATS) as Format[]).find((format) => FORMATS[format].ends.some((end) => path.endsWith(end)));
};

/**
 * The archive is fetched and unpacked in this folder. Its sum is kept there, in `.phoenix-setup-archive`, and with the right one nothing is
 * fetched again. All of it belongs to root, with the permissions that the archive names. Needs `curl` inside, and `xz-utils`, `bzip2`,
 * `zstd` or `unzip` for what is packed with them.
 *
 * @example
 * file.archive({
 *   url: "https://github.com/prometheus/prometheus/releases/download/v2.54.1/prometheus-2.54.1.linux-amd64.tar.gz",
 *   sha256: "31715ef65e8a898d0f97c8c08c03b6b9afe485ac84e1698bcfec90fc6e62924f",
 *   into: "/opt/prometheus",
 *   only: ["prometheus-2.54.1.linux-amd64/prometheus", "prometheus-2.54.1.linux-amd64/promtool"],
 *   strip: 1,
 * })
 */
export const fileArchive = defineStep<FileArchiveOptions>({
  kind: "file-archive",
  schema: z
    .strictObject({
      url: webAddress,
      sha256: sha256Sum,
      into: ownPath,
      format: z.enum(Object.keys(FORMATS) as [Format, ...Format[]]).exactOptional(),
      strip: z.int().min(0).max(20).exactOptional(),
      only: z.array(member).min(1, "names nothing").readonly().exactOptional(),
      exact: z.boolean().exactOptional(),
    })
    .refine(
      ({ url, format }) => format !== undefined || formatOf(url) !== undefined,
      "needs `format`, for the address does not tell it: tar, tar.gz, tar.xz, tar.bz2, tar.zst or zip",
    ),
  title: ({ url, into }) => `archive from ${hostOf(url)} in ${into}`,
  limit: 900,
  view: ({ url, sha256, into, format = formatOf(url) ?? "tar", strip = 0, only, exact = false }) => ({
    url,
    sha256: sha256.toLowerCase(),
    into,
    strip,
    // Undefined, so that the plan of a whole archive is what it was before parts of one could be wanted.
    only,
    kept: only && `${strip} ${createHash("sha256").update(only.join("\n")).digest("hex").slice(0, 16)}`,
    exact,
    form: format === "zip" ? "zip" : "tar",
    unpacker: FORMATS[format].needs,
    refused: exact ? SYSTEM_FOLDERS : [],
  }),
  shared: ({ exact = false }) => ["archive", ...(exact ? ["own-path"] : [])],
  fetches: ({ url }) => [hostOf(url)],
  traits: { replaces: ({ into }) => [into, `${String(into)}/x`] },
  provides: ({ into, sha256, only }) => [
    pathWith({ path: into }, { kind: "folder", archive: [sha256.toLowerCase(), ...(only ?? [])] }, "into"),
  ],
  requires: ({ url, format = formatOf(url) ?? "tar" }) => programs("curl", ...[FORMATS[format].needs].filter(Boolean)),
  mayProvide: ({ into }) => isBelow(into),
  told: ({ url, into, only }) => ({
    check: `${into} holds ${only === undefined ? "what" : `${only.join(", ")}, which`} was unpacked from this very archive`,
    apply: `fetches ${url}, holds it against its sha256, and unpacks it`,
  }),
});
