import * as z from "zod";

/** A range of addresses in the one spelling that it has after {@link ipRange}: `172.30.0.0/24`, `fd00:30::/64`. */
export const ipRange = z.string().superRefine((range, context) => {
  const problem = rangeProblem(range);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem, input: range });
});

const cidr = z.union([z.cidrv4(), z.cidrv6()]);

function rangeProblem(range: string): string | undefined {
  if (!cidr.safeParse(range).success) return "must be a range of addresses, such as 172.30.0.0/24 or fd00:30::/64";
  const whole = wholeRange(range);
  return whole === spelled(range) ? undefined : `must begin with its first address: ${whole}`;
}

/** Whether it is a range of IPv6. */
export const isIpv6 = (range: string): boolean => range.includes(":");

/** The range in the one spelling that Docker, which prints ranges as they were given, is told and asked for. */
export const spelled = (range: string): string => {
  const [address = "", length = ""] = range.split("/");
  return `${spelledAddress(address)}/${Number(length)}`;
};

/** The address in its shortest spelling. */
export const spelledAddress = (address: string): string =>
  isIpv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;

/** Whether the range holds the address. */
export const holdsAddress = (range: string, address: string): boolean =>
  isIpv6(range) === isIpv6(address) && wholeRange(`${address}/${range.split("/")[1]}`) === wholeRange(range);

/** The range with zeros for all bits beyond its length. */
function wholeRange(range: string): string {
  const [address = "", length = ""] = range.split("/");
  const groups = isIpv6(address) ? groupsOf(spelledAddress(address)) : address.split(".").map(Number);
  const width = isIpv6(address) ? 16 : 8;
  const kept = groups.map((group, i) => {
    const beyond = Math.min(width, Math.max(0, (i + 1) * width - Number(length)));
    return (group >> beyond) << beyond;
  });
  const text = isIpv6(address) ? kept.map((group) => group.toString(16)).join(":") : kept.join(".");
  return spelled(`${text}/${length}`);
}

/** The eight groups of an IPv6 address in its shortest spelling. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
