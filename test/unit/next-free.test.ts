import { describe, expect, it } from "vitest";
import { freeAddress, freeMac, type Neighbour } from "../../generator/scaffold/next-free.ts";

describe("the next free address", () => {
  const at = (ctid: number, ip: `${string}/${string}`, mac = "52:54:00:00:00:00"): Neighbour => ({
    ctid,
    network: { ip, gateway: "10.0.0.1", mac },
  });

  it.each<[string, number, Neighbour[], string | undefined]>([
    ["as far away as the CTIDs are", 960, [at(950, "10.0.0.150/24")], "10.0.0.160/24"],
    ["the one after the neighbour's if that is outside", 960, [at(900, "10.0.0.250/24")], "10.0.0.251/24"],
    ["the one after it if that is taken", 951, [at(950, "10.0.0.7/24"), at(10, "10.0.0.8/24")], "10.0.0.9/24"],
    [
      "round the end of the subnet, without its last and first address and the gateway",
      951,
      [at(950, "10.0.0.254/24")],
      "10.0.0.2/24",
    ],
    ["below a higher neighbour", 940, [at(950, "10.0.0.50/24")], "10.0.0.40/24"],
    ["in a large subnet", 1210, [at(950, "10.0.0.250/8")], "10.0.1.254/8"],
    ["none where the subnet is full", 951, [at(950, "10.0.0.2/30")], undefined],
  ])("is %s", (_, ctid, all, expected) => {
    expect(freeAddress(ctid, all[0] as Neighbour, all)).toBe(expected);
  });

  it("keeps a MAC's maker and its letters, and goes round", () => {
    const near = at(950, "10.0.0.1/24", "52:54:00:ff:ff:ff");
    expect(freeMac(951, near, [near])).toBe("52:54:00:00:00:00");
    expect(freeMac(951, near, [near, at(1, "10.0.0.1/24", "52:54:00:00:00:00")])).toBe("52:54:00:00:00:01");
    expect(freeMac(960, at(950, "10.0.0.1/24", "52:54:00:00:00:01"), [])).toBe("52:54:00:00:00:0B");
  });
});
