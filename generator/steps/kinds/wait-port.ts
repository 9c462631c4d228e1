import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { shown } from "../options/text-parts.ts";
import { type WaitSpan, waitLimit, waitShape, waitView } from "../options/wait-span.ts";

/** Options of {@link waitPort}. */
export interface WaitPortOptions extends StepOptions, WaitSpan {
  /** TCP port, 1 to 65535. */
  readonly port: number;
  /** Name or IP address. Default `localhost`; from the host, the container's address has to be given. */
  readonly address?: Text;
}

/** A name or an IP address, to which a connection is made. */
export const address = textValue.refine(
  (value) => typeof value !== "string" || /^[A-Za-z0-9][A-Za-z0-9.:_-]*$|^::[0-9A-Fa-f:.]*$/.test(value),
  "must be a name or an IP address",
);

/** A TCP port. */
export const port = z.int().min(1).max(65_535);

/**
 * Somebody listens on the TCP port, as seen from inside the container. Only looks, in every run, until a connection can be made or the time is over.
 *
 * @example
 * wait.port({ port: 5432, within: seconds(60) })
 */
export const waitPort = defineStep<WaitPortOptions>({
  kind: "wait-port",
  schema: z.strictObject({ port, address: address.exactOptional(), ...waitShape }),
  title: ({ port, address = "localhost" }) => `port ${port} of ${shown(address)} is open`,
  limit: waitLimit,
  view: ({ port, address = "localhost", ...span }) => ({ port, address, ...waitView(span) }),
  shared: ["wait", "wait-port"],
  requires: ({ port, address = "localhost" }) =>
    address === "localhost" || address === "127.0.0.1" || address === "::1"
      ? [{ what: "port", name: String(port), at: ["port"], verb: "waits for" }]
      : [],
  told: ({ port, address = "localhost" }) => ({
    verify: `a connection to port ${port} of ${shown(address)} can be made`,
  }),
});

/** Options of {@link waitPortFromHost}. */
export interface WaitPortFromHostOptions extends WaitPortOptions {
  /** IPv4 address or name that the host reaches it at: mostly the container's own, without prefix length. */
  readonly address: Text;
}

/**
 * Somebody listens on the TCP port, as seen from the Proxmox host, so that it is known that the network lets others in. Only looks, in every
 * run, until a connection can be made or the time is over.
 *
 * @example
 * wait.portFromHost({ address: "10.0.0.99", port: 9443, within: seconds(60) })
 */
export const waitPortFromHost = defineStep<WaitPortFromHostOptions>({
  kind: "wait-port-from-host",
  side: "host",
  schema: z.strictObject({ port, address, ...waitShape }),
  title: ({ port, address }) => `port ${port} of ${shown(address)} is open to the host`,
  limit: waitLimit,
  view: ({ port, address, ...span }) => ({ port, address, ...waitView(span) }),
  shared: ["wait", "wait-port"],
  told: ({ port, address }) => ({ verify: `the host can connect to port ${port} of ${shown(address)}` }),
});
