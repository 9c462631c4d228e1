import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { programs } from "../options/things.ts";

/** Options of {@link kernelParameter}. */
export interface KernelParameterOptions extends StepOptions {
  /**
   * What the parameters are set to, by their names with dots, such as `net.ipv4.ip_forward`; a part that holds a dot itself, as the name of a
   * network interface may, is written with slashes instead: `net/ipv4/conf/eth0.1/forwarding`. Values are a number, or words with single spaces.
   */
  readonly parameters: { readonly [name: string]: number | string };
  /**
   * Name of the file in `/etc/sysctl.d` that holds them, without `.conf`: letters, digits, `_` and `-`. Files are read by name, later ones win.
   * Each such step of a container has its own. Default `90-phoenix-setup`.
   */
  readonly file?: string;
}

const name = z
  .string()
  .regex(
    /^([a-z][a-z0-9_]*([.][A-Za-z0-9_-]+)+|[a-z][a-z0-9_]*(\/[A-Za-z0-9_.-]*[A-Za-z0-9_-])+)$/,
    "must be a parameter, such as net.ipv4.ip_forward",
  );
const value = z.string().regex(/^[A-Za-z0-9_.,:-]+( [A-Za-z0-9_.,:-]+)*$/, "must be words with single spaces");

/**
 * The kernel's parameters have these values now, and again after each start of the container: they stand in a file in `/etc/sysctl.d`, and are
 * set with `sysctl`, from Debian's `procps`, which an earlier step has to install where it is missing. What cannot be set, or is not there in a
 * container, makes the step fail. A container has for itself `net.*` of its network, and `kernel.msg*`, `kernel.sem`, `kernel.shm*` and `fs.mqueue.*`:
 * other parameters are error D152 in an unprivileged container, and warning D332 in a privileged one, since they are the whole host's.
 *
 * @see sysctl(8), sysctl.d(5)
 *
 * @example
 * kernel.parameter({ parameters: { "net.ipv4.ip_forward": 1, "net.ipv4.ip_local_port_range": "20000 60999" } })
 */
export const kernelParameter = defineStep<KernelParameterOptions>({
  kind: "kernel-parameter",
  schema: z.strictObject({
    parameters: z
      .record(name, z.union([z.int(), value]))
      .refine((parameters) => Object.keys(parameters).length > 0, "names no parameter"),
    file: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,60}$/, "must be letters, digits, _ and -")
      .exactOptional(),
  }),
  title: ({ parameters }) => {
    const names = Object.keys(parameters);
    return `kernel parameter ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
  },
  limit: 60,
  view: ({ parameters, file = "90-phoenix-setup" }) => ({
    path: `/etc/sysctl.d/${file}.conf`,
    lines: Object.entries(parameters).map(([name, value]) => `${name} = ${value}`),
    pairs: Object.entries(parameters).flatMap(([name, value]) => [name, String(value)]),
  }),
  shared: ["file", "file-change", "kernel-parameter", "require-program"],
  claims: ({ parameters }) => ({
    kernel: Object.keys(parameters).map((name) => (name.includes("/") ? name.replaceAll("/", ".") : name)),
  }),
  traits: { replaces: ({ path }) => [path] },
  provides: ({ parameters }) =>
    Object.entries(parameters).map(([name, value]) => ({
      what: "setting",
      name,
      at: ["parameters", name],
      state: { value: String(value) },
    })),
  requires: () => programs("sysctl"),
  told: ({ parameters, file = "90-phoenix-setup" }) => ({
    check: `/etc/sysctl.d/${file}.conf sets ${Object.keys(parameters).join(", ")}, and \`sysctl --values\` says so`,
    apply: `writes /etc/sysctl.d/${file}.conf, and runs \`sysctl --load\` with it`,
  }),
});
