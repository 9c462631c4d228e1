import { dockerNetwork } from "../../generator/steps/kinds/docker-network.ts";
import type { Case } from "./case.ts";

export const kind = "docker-network";
const name = "backend";
const at = `/var/world/networks/${name}`;
const step = dockerNetwork({ name, subnet: "172.30.0.0/24", gateway: "172.30.0.7", internal: true });
const plain = dockerNetwork({ name });
const is = (line: string) => `mkdir -p /var/world/networks; printf '%s\\n' '${line}' >${at}`;

export const cases: readonly Case[] = [
  { title: "none is there", step, afterwards: `[[ $(<${at}) == "bridge true 172.30.0.0/24 172.30.0.7" ]]` },
  { title: "nothing but a name", step: plain, afterwards: `[[ $(<${at}) == "bridge false "* ]]` },
  {
    title: "any subnet will do if none is named",
    step: plain,
    world: is("bridge false 10.9.0.0/16 10.9.0.1"),
    asks: "holds",
  },
  {
    title: "one with another subnet is made anew",
    step,
    world: is("bridge true 172.31.0.0/24 172.30.0.7"),
    afterwards: `[[ $(<${at}) == "bridge true 172.30.0.0/24 172.30.0.7" ]]`,
    says: "has the subnet 172.31.0.0/24, not 172.30.0.0/24",
  },
  {
    title: "another driver",
    step,
    world: is("macvlan true 172.30.0.0/24 172.30.0.7"),
    asks: "differs",
    says: "the driver macvlan, not bridge",
  },
  {
    title: "another gateway",
    step,
    world: is("bridge true 172.30.0.0/24 172.30.0.1"),
    asks: "differs",
    says: "the gateway 172.30.0.1, not 172.30.0.7",
  },
  {
    title: "one with a way out is to have none, and a container is in it",
    step,
    world: `${is("bridge false 172.30.0.0/24 172.30.0.7")}; : >${at}.used`,
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
