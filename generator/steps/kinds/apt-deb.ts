import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { filePath } from "../options/file-schema.ts";
import { packageName } from "../options/package-name.ts";
import { packageNamed, programsOf } from "../options/package-things.ts";
import { anything, pathNeeded, programs } from "../options/things.ts";
import { hostOf, webAddress } from "../options/web-address.ts";
import { sha256Sum } from "./file-download.ts";

/** Options of {@link aptDeb}. */
export interface AptDebOptions extends StepOptions {
  /** Name of the package that is in the file. */
  readonly package: string;
  /** Where the file is fetched from, http or https. Either this, with `sha256`, or `file`. */
  readonly url?: string;
  /** sha256 of the file at `url`, 64 hexadecimal digits; what has another sum is not installed. The publisher names it beside the file; or fetch the file once, check it, and take what `sha256sum` prints. */
  readonly sha256?: string;
  /** Absolute path of the file inside, such as one that another step has brought. */
  readonly file?: string;
  /** Whether apt may remove other packages, such as those that conflict with this one. Default false: the step fails, and names them. */
  readonly mayRemove?: boolean;
}

/**
 * The package is installed from this very file, and what it depends on from apt's sources. Which file it was is kept in `/var/lib/phoenix-setup/deb/`: another
 * one is installed in its place, even if it is older. Needs `curl` inside for a `url`.
 *
 * @example
 * apt.deb({
 *   package: "bat",
 *   url: "https://github.com/sharkdp/bat/releases/download/v0.25.0/bat_0.25.0_amd64.deb",
 *   sha256: "5e3d1f2a4b6c7d8e9f00112233445566778899aabbccddeeff00112233445566",
 * })
 */
export const aptDeb = defineStep<AptDebOptions>({
  kind: "apt-deb",
  schema: z
    .strictObject({
      package: packageName,
      url: webAddress.exactOptional(),
      sha256: sha256Sum.exactOptional(),
      file: filePath.exactOptional(),
      mayRemove: z.boolean().exactOptional(),
    })
    .refine(({ url, file }) => (url === undefined) !== (file === undefined), "needs either `url` or `file`")
    .refine(
      ({ url, sha256 }) => (url === undefined) === (sha256 === undefined),
      "needs `sha256` with `url`, and only then",
    ),
  title: ({ package: name, url, file }) =>
    `package ${name} from ${url === undefined ? file : hostOf(url)}`.slice(0, 120),
  limit: 1800,
  view: ({ package: name, url = "", sha256 = "", file = "", mayRemove }) => ({
    package: name,
    url,
    sha256: sha256.toLowerCase(),
    file,
    mayRemove: mayRemove || undefined,
  }),
  shared: ({ url }) => ["apt-deb", ...(url === undefined ? [] : ["download"])],
  fetches: ({ url }) => ["apt", ...(url === undefined ? [] : [hostOf(url)])],
  traits: { replaces: () => ["/var/lib/phoenix-setup/deb/x"] },
  provides: (options) => [packageNamed(options.package, "installed", "package"), ...programsOf([options.package])],
  requires: ({ file, url }) => [...pathNeeded(file, "file"), ...(url === undefined ? [] : programs("curl"))],
  // What somebody else has packed may hold whatever.
  mayProvide: () => anything,
  told: ({ package: name, url, file }) => ({
    check: `${name} is installed, from the file with this sha256`,
    apply: `${url === undefined ? "" : `fetches ${url} and holds it against its sha256, then `}\`apt-get install\` of ${file ?? "the file"}`,
  }),
});
