import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import {
  type SecretFileOptions,
  secretFile,
  secretFileDoubts,
  secretFiles,
  secretFileView,
  secretPaths,
} from "../options/secret-file.ts";
import { shown } from "../options/text-parts.ts";
import { accountsOf } from "../options/things.ts";

/** Options of {@link secretFromHost}. */
export interface SecretFromHostOptions extends StepOptions, SecretFileOptions {
  /** Absolute path of the file on the Proxmox VE host. It is read before the first step; if it cannot be read, the script ends with 20. */
  readonly source: Text;
}

/**
 * The file inside holds the host's secret, byte for byte, and only root can read it unless told otherwise. It never stands in an argument
 * list or a log, and a template removes it, and the `envFile`, before its snapshot.
 *
 * @example
 * secret.fromHost({ source: "/etc/pve/priv/registry-token", path: "/root/.config/registry/token" })
 */
export const secretFromHost = defineStep<SecretFromHostOptions>({
  kind: "secret-from-host",
  schema: z.strictObject({ ...secretFile, source: textValue }),
  title: ({ path }) => `secret ${path}`,
  limit: 60,
  view: (options) => ({ ...secretFileView(options), source: options.source }),
  shared: ({ envFile }) => ["file", "file-is", "host-file", ...(envFile ? ["env-file"] : [])],
  hostFile: ({ source }) => source,
  secrets: secretFiles,
  doubts: secretFileDoubts,
  traits: { replaces: ({ path, env }) => [path, env] },
  provides: (options) => secretPaths(options, { "host's file": options.source }),
  requires: accountsOf,
  told: ({ path, source }) => ({
    check: `${path} holds what ${shown(source)} holds on the host, and only its owner can read it`,
    apply: "writes it beside, and puts it in place in one move; it is never printed",
  }),
});
