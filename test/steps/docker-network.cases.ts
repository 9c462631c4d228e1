import { dockerNetwork } from "../../generator/steps/kinds/docker-network.ts";
import type { Case } from "./case.ts";

export const kind = "docker-network";
const name = "backend";
const at = `/var/world/networks/${name}`;
const step = dockerNetwork({ name, subnet: "172.30.0.0/24", gateway: "172.30.0.7", internal: true });
const plain = dockerNetwork({ name });
const dual = dockerNetwork({ name, subnet: "FD00:30:0::/64", gateway: "fd00:30:0:0::9" });
const is = (line: string) => `mkdir -p /var/world/networks; printf '%s\\n' '${line}' >${at}`;

export const cases: readonly Case[] = [
  { title: "none is there", step, afterwards: `[[ $(<${at}) == "bridge true false 172.30.0.0/24,172.30.0.7" ]]` },
  { title: "nothing but a name", step: plain, afterwards: `[[ $(<${at}) == "bridge false "* ]]` },
  {
    title: "any subnet will do if none is named",
    step: plain,
    world: is("bridge false false 10.9.0.0/16,10.9.0.1"),
    asks: "holds",
  },
  {
    title: "one with another subnet is made anew",
    step,
    world: is("bridge true false 172.31.0.0/24,172.30.0.7"),
    afterwards: `[[ $(<${at}) == "bridge true false 172.30.0.0/24,172.30.0.7" ]]`,
    says: "gateway are 172.31.0.0/24,172.30.0.7, not 172.30.0.0/24",
  },
  {
    title: "H9: IPv6, whose range stands after one of IPv4",
    step: dual,
    afterwards: `[[ $(<${at}) == "bridge false true 172.18.0.0/16,172.18.0.1 fd00:30::/64,fd00:30::9" ]]`,
  },
  {
    title: "H9: one with the range of IPv6, but without IPv6, is made anew",
    step: dual,
    world: is("bridge false false 172.18.0.0/16,172.18.0.1 fd00:30::/64,fd00:30::9"),
    afterwards: `[[ $(<${at}) == "bridge false true "* ]]`,
    says: "has the subnet fd00:30::/64, but no IPv6",
  },
  {
    title: "another driver",
    step,
    world: is("macvlan true false 172.30.0.0/24,172.30.0.7"),
    asks: "differs",
    says: "the driver macvlan, not bridge",
  },
  {
    title: "another gateway",
    step,
    world: is("bridge true false 172.30.0.0/24,172.30.0.1"),
    asks: "differs",
    says: "gateway are 172.30.0.0/24,172.30.0.1, not 172.30.0.0/24,172.30.0.7",
  },
  {
    title: "one with a way out is to have none, and a container is in it",
    step,
    world: `${is("bridge false false 172.30.0.0/24,172.30.0.7")}; : >${at}.used`,
    asks: "fails",
    code: 22,
    says: "internal is false.*a running container may be in it",
    afterwards: `[[ -e ${at} ]]`,
  },
  {
    title: "Docker does not answer",
    step,
    world: `${is("bridge")}; : >/var/world/docker-down`,
    asks: "fails",
    code: 22,
  },
];
