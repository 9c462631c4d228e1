import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { inMebibytes, type Size, size } from "../../dsl/units.ts";
import { directoryPath } from "../options/file-schema.ts";

/** Options of {@link diskFree}. */
export interface DiskFreeOptions extends StepOptions {
  /** Absolute path inside the container; while it is missing, the folder above it counts. */
  readonly path: string;
  /** Space that must be left there for root. */
  readonly atLeast: Size;
}

/**
 * So much space is free on the file system of a path. Changes nothing: resizing a disk is not a setup script's.
 *
 * @example
 * disk.free({ path: "/", atLeast: gib(20) })
 */
export const diskFree = defineStep<DiskFreeOptions>({
  kind: "disk-free",
  schema: z.strictObject({ path: directoryPath, atLeast: size }),
  title: ({ path, atLeast }) => `at least ${atLeast.amount} ${atLeast.unit} free at ${path}`,
  limit: 60,
  view: ({ path, atLeast }) => ({ path, mebibytes: inMebibytes(atLeast) }),
  shared: ["disk-free"],
  told: ({ path, atLeast }) => ({ verify: `${atLeast.amount} ${atLeast.unit} or more are free at ${path}` }),
});
