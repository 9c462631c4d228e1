import * as z from "zod";
import type { Application } from "../../dsl/container.ts";
import { isDefinition } from "../../dsl/container-schema.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { seconds } from "../../dsl/units.ts";
import { withFix } from "../../validation/with-fix.ts";
import { filePath } from "../options/file-schema.ts";
import { type WaitSpan, waitLimit, waitShape, waitView } from "../options/wait-span.ts";
import { port } from "./wait-port.ts";

/** Options of {@link waitNeighbour}. */
export interface WaitNeighbourOptions extends StepOptions, WaitSpan {
  /** The other container: its definition, imported from its file. It has to be an application of the same fleet. */
  readonly container: Application;
  /** TCP port of its own address that has to be open; asked over the network, which costs no call of `pct`. Either this or `file`. */
  readonly port?: number;
  /** Absolute path inside the other container of what has to be there; each look is one `pct exec`, about a second. Default pause 5 s. */
  readonly file?: string;
}

/**
 * Another container of the fleet is as far as this one needs it: its port is open, or a file is there. Asked from the Proxmox host, so that the two need not
 * reach each other. Only looks, in every run, until it is so or the time is over; the other container is neither started nor changed.
 *
 * @example
 * const database = application({
 *   ctid: 940,
 *   name: "database",
 *   unprivileged: true,
 *   memory: mib(1024), cores: 1, disk: gib(10),
 *   network: { ip: "10.0.0.140/24", gateway: "10.0.0.1", mac: "52:54:00:67:89:A0" },
 *   steps: [apt.packages({ packages: ["postgresql"] })],
 * });
 * wait.neighbour({ container: database, port: 5432, within: seconds(60) })
 */
export const waitNeighbour = defineStep<WaitNeighbourOptions>({
  kind: "wait-neighbour",
  side: "host",
  schema: z
    .strictObject({
      container: z.custom<Application>(
        isDefinition,
        withFix("must be a container's definition", "import it from its file"),
      ),
      port: port.exactOptional(),
      file: filePath.exactOptional(),
      ...waitShape,
    })
    .refine(({ port, file }) => (port === undefined) !== (file === undefined), "needs either `port` or `file`"),
  title: ({ container, port, file }) =>
    `container ${container.options.ctid} has ${port === undefined ? file : `port ${port} open`}`.slice(0, 120),
  limit: waitLimit,
  view: ({ container: { options }, port, file, every = seconds(port === undefined ? 5 : 2), within }) => ({
    ctid: options.ctid,
    address: String(options.network?.ip).replace(/\/.*/, ""),
    port: port ?? 0,
    path: file ?? "",
    ...waitView({ within, every }),
  }),
  shared: ({ port }) => ["wait", port === undefined ? "wait-neighbour" : "wait-port"],
  claims: ({ container }) => ({ neighbour: container }),
  told: ({ container, port, file }) => ({
    verify:
      port === undefined
        ? `container ${container.options.ctid} has ${file}, asked with \`pct exec\``
        : `the host can connect to port ${port} of container ${container.options.ctid}`,
  }),
});
