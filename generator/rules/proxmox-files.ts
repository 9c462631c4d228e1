import { posix } from "node:path";
import type { DecidedFile } from "../dsl/claims.ts";
import type { Definition } from "../dsl/container.ts";
import { parentOf } from "../dsl/container-schema.ts";
import type { Step } from "../dsl/step.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";

/** A file inside that Proxmox writes at each start of the container. */
interface ProxmoxFile {
  /** What to do instead. */
  readonly instead: string;
  /** Lines that Proxmox puts there, as examples. Default: the file is Proxmox's as a whole. */
  readonly own?: readonly string[];
  /** Lines that somebody else adds and Proxmox touches. Default: none. */
  readonly touched?: RegExp;
}

/** What Proxmox writes, by path (`pre_start_hook` in PVE/LXC/Setup/{Base,Debian,Ubuntu}.pm of pve-container 6.1.10). */
function proxmoxFiles({ options: { name, network } }: Definition): ReadonlyMap<string, ProxmoxFile> {
  const interfaceName = network.interface ?? "eth0";
  const local = "localhost.localnet localhost";
  const address = network.ip.replace(/\/.*/, "");
  return new Map<string, ProxmoxFile>([
    [
      "/etc/resolv.conf",
      {
        instead: "set name servers and search domain with lxc.options({ nameservers: […], searchDomain: … })",
        own: ["nameserver 192.0.2.1", "search example.org"],
        touched: /^\s*(?:nameserver|search|domain)\b/,
      },
    ],
    ["/etc/hostname", { instead: "give the container the `name` that is wanted" }],
    [
      "/etc/hosts",
      {
        instead: "add hosts with system.hosts",
        own: [`${address} ${name}`, `127.0.1.1 ${name}`, `127.0.0.1 ${local}`, `::1 ${local}`],
      },
    ],
    [
      "/etc/network/interfaces",
      {
        instead: "put more into a file in /etc/network/interfaces.d",
        own: [`auto ${interfaceName}`, `iface ${interfaceName} inet static`],
        touched: /^\s*(?!#|source|auto\b|allow-|mapping\b)\S/,
      },
    ],
    [
      `/etc/systemd/network/${interfaceName}.network`,
      { instead: `put more into a file in /etc/systemd/network/${interfaceName}.network.d` },
    ],
    ["/etc/systemd/system-preset/00-pve.preset", { instead: "take a file of another name in that folder" }],
    ["/etc/inittab", { instead: "leave it to Proxmox" }],
    ["/fastboot", { instead: "leave it to Proxmox" }],
  ]);
}

/** Steps that decide what Proxmox decides again at the next start. */
export function proxmoxFileProblems(definition: Definition): Problem[] {
  const files = proxmoxFiles(definition);
  const ignored = new Set(lineOf(definition).flatMap(({ options: { steps } }) => steps.flatMap(writtenBy)));
  return definition.options.steps.flatMap((step) =>
    decidedBy(step).flatMap((decided): Problem[] =>
      [...files].flatMap(([path, file]): Problem[] => {
        const { dir, base } = posix.parse(path);
        const ignore = posix.join(dir, `.pve-ignore.${base}`);
        if (!clash(decided, path, file) || ignored.has(ignore)) return [];
        const message = `Proxmox writes ${path} itself at each start of the container, and undoes what this step does`;
        const fix = `${file.instead}, or keep Proxmox off it: file.content({ path: "${ignore}", content: "" })`;
        const at = decided.option === undefined ? [] : [decided.option];
        return [{ code: "D340", severity: severityOf("D340"), message, fix, path: at, origin: step.origin }];
      }),
    ),
  );
}

/** The container and those that it comes from, whose files it has. */
function lineOf(definition: Definition): Definition[] {
  const line = new Set<Definition>();
  for (let one: Definition | undefined = definition; one !== undefined && !line.has(one); one = parentOf(one))
    line.add(one);
  return [...line].filter(({ options }) => Array.isArray(options?.steps));
}

/** Whether a step has a say in what Proxmox writes. */
function clash({ path, below = false, lines, takes = () => false }: DecidedFile, theirs: string, file: ProxmoxFile) {
  const mine = posix.normalize(path);
  const isIt = mine === theirs || (below && theirs.startsWith(`${mine}/`));
  if (!isIt || lines === undefined) return isIt;
  const { own, touched } = file;
  return own === undefined || own.some(takes) || lines.some((line) => touched?.test(line) === true);
}

/** What a step decides; `x` in a path that it replaces is a name that does not matter. */
function decidedBy({ claims, traits, view, options }: Step): readonly DecidedFile[] {
  if (claims.decides !== undefined) return claims.decides;
  const replaced = (traits?.replaces?.(view) ?? []).filter((path) => typeof path === "string");
  return replaced.map((path) => (view["path"] === path && "path" in options ? { path, option: "path" } : { path }));
}

/** The files that are there after it, as far as they are known. */
const writtenBy = (step: Step): string[] =>
  decidedBy(step).flatMap(({ path, below }) => (below === true ? [] : [posix.normalize(path)]));
