import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { anything } from "../options/things.ts";
import { hostOf, webAddress } from "../options/web-address.ts";

/** Options of {@link nvidiaDriver}. */
export interface NvidiaDriverOptions extends StepOptions {
  /** Driver version, the same as on the host: `580.76.05`. */
  readonly version: string;
  /** Address of NVIDIA's installer of that version (a runfile). */
  readonly runfile: string;
}

/** A version of NVIDIA's driver. */
export const driverVersion = z.string().regex(/^\d+\.\d+(\.\d+)?$/, "must be a driver version such as 580.76.05");

/**
 * The user-space part of NVIDIA's driver is installed in this version; the kernel module is the host's. What is there is told by
 * `nvidia-smi --version`, which needs no GPU for it. Needs `curl` inside.
 *
 * @example
 * nvidia.driver({
 *   version: "580.76.05",
 *   runfile: "https://us.download.nvidia.com/XFree86/Linux-x86_64/580.76.05/NVIDIA-Linux-x86_64-580.76.05.run",
 * })
 */
export const nvidiaDriver = defineStep<NvidiaDriverOptions>({
  kind: "nvidia-driver",
  schema: z.strictObject({ version: driverVersion, runfile: webAddress }),
  title: ({ version }) => `NVIDIA driver ${version}, without kernel module`,
  limit: 1800,
  view: ({ version, runfile }) => ({ version, runfile }),
  shared: ["nvidia-driver"],
  fetches: ({ runfile }) => [hostOf(runfile)],
  provides: () => [{ what: "program", name: "nvidia-smi" }],
  mayProvide: () => anything,
  told: ({ version, runfile }) => ({
    check: `\`nvidia-smi --version\` says ${version}`,
    apply: `fetches ${runfile} and runs it with \`--no-kernel-module --silent\``,
  }),
});
