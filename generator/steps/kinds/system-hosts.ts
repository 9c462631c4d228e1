import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link systemHosts}. */
export interface SystemHostsOptions extends StepOptions {
  /**
   * The names of each address, IPv4 or IPv6: one, or a list whose first is the full one, such as `"10.0.0.99": ["portainer.internal", "portainer"]`.
   * Names are letters, digits and `. _ -`. None at all takes the block out of the file.
   */
  readonly entries: { readonly [address: string]: string | readonly string[] };
  /**
   * Name of the block of lines in `/etc/hosts`, which stands in the comments around it: letters, digits, `_` and `-`. Each such step of a
   * container has its own. Default `phoenix-setup`.
   */
  readonly block?: string;
}

const address = z.union([z.ipv4(), z.ipv6()], "must be an IPv4 or IPv6 address");
const name = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?$/, "must be a host's name: letters, digits and . _ -");

const namesOf = (names: string | readonly string[]): readonly string[] => [names].flat();

/** Names that two addresses of the same kind have: only the first of them would answer. */
function twice(entries: SystemHostsOptions["entries"]): string[] {
  const all = Object.entries(entries).flatMap(([address, names]) =>
    namesOf(names).map((name) => `${address.includes(":") ? "IPv6" : "IPv4"} ${name.toLowerCase()}`),
  );
  return all.filter((one, i) => all.indexOf(one) < i);
}

/**
 * These names lead to these addresses: they stand in a block of `/etc/hosts` between two comments, and `getent` says so. All other lines stay,
 * among them the section that Proxmox writes anew at each start of the container. A name that an earlier line gives to another address makes
 * the step fail.
 *
 * @see hosts(5)
 *
 * @example
 * system.hosts({ entries: { "10.0.0.99": ["portainer.internal", "portainer"], "fd00::99": "portainer.internal" } })
 */
export const systemHosts = defineStep<SystemHostsOptions>({
  kind: "system-hosts",
  schema: z.strictObject({
    entries: z.record(address, z.union([name, z.array(name).min(1).readonly()])).superRefine((entries, context) => {
      for (const one of twice(entries))
        context.addIssue({ code: "custom", message: `gives two ${one.replace(" ", " addresses to the name ")}` });
    }),
    block: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,60}$/, "must be letters, digits, _ and -")
      .exactOptional(),
  }),
  title: ({ entries }) => {
    const names = Object.values(entries).flatMap(namesOf);
    return `hosts ${names.slice(0, 4).join(", ") || "none"}${names.length > 4 ? ", …" : ""}`;
  },
  limit: 60,
  view: ({ entries, block = "phoenix-setup" }) => ({
    block,
    lines: Object.entries(entries).map(([address, names]) => [address, ...namesOf(names)].join(" ")),
    pairs: Object.entries(entries).flatMap(([address, names]) => namesOf(names).flatMap((name) => [address, name])),
  }),
  shared: ["file-block", "file-edit", "host-names"],
  // Proxmox's own part of the file and others' lines leave each other alone.
  claims: () => ({ decides: [{ path: "/etc/hosts", lines: [] }] }),
  traits: { replaces: () => ["/etc/hosts"] },
  told: ({ entries, block = "phoenix-setup" }) => {
    const names = Object.values(entries).flatMap(namesOf).join(", ");
    return {
      check: `the block '${block}' of /etc/hosts has ${names || "no names, and is not there"}`,
      apply: "puts the block in place; all other lines stay",
      verify: `\`getent\` finds these addresses for ${names || "nothing"}`,
    };
  },
});
