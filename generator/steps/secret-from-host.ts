import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";
import { type Text, textValue } from "../model/text.ts";
import { filePath } from "./file-attributes.ts";

/** Options of {@link secretFromHost}. */
export interface SecretFromHostOptions extends StepOptions {
  /** Path of the file on the Proxmox VE host. It is read before the first step. */
  readonly source: Text;
  /** Absolute path inside the container; missing folders above it are made. */
  readonly path: string;
}

/**
 * The file inside holds the host's secret, byte for byte, and only root can read it (mode 0600). It never stands in an argument
 * list or a log, and a template removes it before its snapshot.
 */
export const secretFromHost = defineStep<SecretFromHostOptions>({
  kind: "secret-from-host",
  schema: z.strictObject({ source: textValue, path: filePath }),
  title: ({ path }) => `secret ${path}`,
  limit: 60,
  view: ({ source, path }) => ({ source, path }),
  shared: ["file", "host-file"],
  hostFile: ({ source }) => source,
  secret: ({ path }) => path,
});
