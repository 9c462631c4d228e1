import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import {
  type SecretFileOptions,
  secretFile,
  secretFileDoubts,
  secretFiles,
  secretFileView,
  secretPaths,
} from "../options/secret-file.ts";
import { accountsOf } from "../options/things.ts";

/** Options of {@link secretFromEnvironment}. */
export interface SecretFromEnvironmentOptions extends StepOptions, SecretFileOptions {
  /**
   * Variable in the environment of the script's run on the host, such as `GRAFANA_TOKEN`: capitals, digits and `_`, with a `_` in it, since
   * shorter names are the shell's own. If it is missing or empty, the script ends with 20 before its first step.
   */
  readonly variable: string;
}

/** What a script must not forget: the shell's and its own variables. A test holds this against the templates. */
const kept =
  /^(PHOENIX|BASH|LC|HIST|COMP|EPOCH|DEBIAN|NEEDRESTART|EXIT|MOST|LAST)_|^(HOST_ROOT|TIME_SCALE|(HYPERVISOR|LXC)_CONFIG|LOCK_(FILE|FOLDER)|LOG_(FILE|FORMAT|FILE_FORMAT)|SCRIPT_CTID|RUN_ID)$/;

/** The schema of a variable that holds a secret. */
export const secretVariable = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/, "must be capitals, digits and _, with a _ in it, such as GRAFANA_TOKEN")
  .refine((name) => !kept.test(name), "is a variable that the script itself or its shell uses");

/**
 * A file inside holds what an environment variable of the script's run says, byte for byte and without a newline at its end, so that a secret
 * store can hand a secret over without a file on the host: `GRAFANA_TOKEN=… phoenix_hypervisor_setup_910.sh 910`. It stands in no argument
 * list and no log, and nothing that the script starts after reading it inherits it. A template removes the file, and the `envFile`, before its
 * snapshot. For what is no secret, there is `env("NAME")`, whose value is logged.
 *
 * @example
 * secret.fromEnvironment({ variable: "GRAFANA_TOKEN", path: "/etc/grafana/token", mode: "0640", group: "grafana" })
 */
export const secretFromEnvironment = defineStep<SecretFromEnvironmentOptions>({
  kind: "secret-from-environment",
  schema: z.strictObject({ ...secretFile, variable: secretVariable }),
  title: ({ path, variable }) => `secret ${path} from ${variable}`,
  limit: 60,
  view: (options) => ({ ...secretFileView(options), variable: options.variable }),
  shared: ({ envFile }) => ["file", "file-is", "host-file", ...(envFile ? ["env-file"] : [])],
  hostVariable: ({ variable }) => variable,
  secrets: secretFiles,
  doubts: secretFileDoubts,
  traits: { replaces: ({ path, env }) => [path, env] },
  provides: (options) => secretPaths(options, { variable: options.variable }),
  requires: accountsOf,
  told: ({ path, variable }) => ({
    check: `${path} holds what ${variable} holds in the environment of the run, and only its owner can read it`,
    apply: "writes it beside, and puts it in place in one move; it is never printed",
  }),
});
