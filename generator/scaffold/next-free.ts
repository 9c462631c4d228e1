import type { NetworkOptions } from "../dsl/container.ts";

/** A container that is there already. */
export interface Neighbour {
  readonly ctid: number;
  readonly network: NetworkOptions;
}

/** The container with the nearest lower CTID, or else the nearest higher one: addresses are mostly handed out in that order. */
export function neighbourOf(ctid: number, all: readonly Neighbour[]): Neighbour | undefined {
  const distance = (other: Neighbour): number =>
    other.ctid < ctid ? ctid - other.ctid : 1_000_000_000 + other.ctid - ctid;
  return [...all].sort((a, b) => distance(a) - distance(b))[0];
}

/**
 * A free IPv4 address with prefix length on the neighbour's subnet: as far from the neighbour's as the two CTIDs are apart, or if that
 * is taken or outside, the next free one after the neighbour's. Undefined if the subnet is full.
 */
export function freeAddress(
  ctid: number,
  neighbour: Neighbour,
  all: readonly Neighbour[],
): NetworkOptions["ip"] | undefined {
  const [own = "", prefix = ""] = neighbour.network.ip.split("/");
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(fromDotted(own) / size) * size;
  const taken = new Set([...all.map(({ network }) => network.ip.replace(/\/.*/, "")), neighbour.network.gateway]);
  // The first and the last address of a subnet belong to nobody.
  const isFree = (one: number): boolean => one > first && one < first + size - 1 && !taken.has(dotted(one));
  const start = fromDotted(own);
  const wanted = start + ctid - neighbour.ctid;
  if (isFree(wanted)) return `${dotted(wanted)}/${prefix}`;
  // Of a large subnet, more than the containers that there are need not be looked at.
  for (let i = 1; i < Math.min(size, taken.size + 4); i++) {
    const one = first + ((start - first + i) % size);
    if (isFree(one)) return `${dotted(one)}/${prefix}`;
  }
  return undefined;
}

/** A free hardware address of the same maker as the neighbour's, in its letters: found as {@link freeAddress} finds an address. */
export function freeMac(ctid: number, neighbour: Neighbour, all: readonly Neighbour[]): string {
  const { mac } = neighbour.network;
  const maker = mac.slice(0, 9);
  const taken = new Set(all.map(({ network }) => network.mac.toLowerCase()));
  const start = Number.parseInt(mac.slice(9).replaceAll(":", ""), 16);
  const written = (number: number): string => {
    const pairs = (number & 0xffffff).toString(16).padStart(6, "0").match(/../g)?.join(":") ?? "";
    return maker + (/[a-f]/.test(mac) ? pairs : pairs.toUpperCase());
  };
  const isFree = (one: string): boolean => !taken.has(one.toLowerCase());
  let found = written(start + ctid - neighbour.ctid);
  for (let i = 1; !isFree(found); i++) found = written(start + i);
  return found;
}

/** Whether an address lies on the subnet of an address with prefix length. */
export function isOnSubnet(address: string, cidr: string): boolean {
  const [other = "", prefix = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(fromDotted(address) / size) === Math.floor(fromDotted(other) / size);
}

const fromDotted = (address: string): number => address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);

const dotted = (number: number): string => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join(".");
