import { kernelParameter } from "../../generator/steps/kinds/kernel-parameter.ts";
import type { Case } from "./case.ts";

export const kind = "kernel-parameter";
const path = "/etc/sysctl.d/90-phoenix-setup.conf";
const step = kernelParameter({
  parameters: { "net.ipv4.ip_forward": 1, "net.ipv4.ip_local_port_range": "20000 60999" },
});
const is = (name: string, value: string) => `[[ $(sysctl --values ${name}) == $'${value}' ]]`;
/** A kernel that knows these. */
const kernel = (forward: number, file = "") =>
  `program sysctl; mkdir /var/world/sysctl; echo ${forward} >/var/world/sysctl/net.ipv4.ip_forward; printf '20000\\t60999\\n' >/var/world/sysctl/net.ipv4.ip_local_port_range${file && `; put ${path} '${file}'`}`;
const wanted = "net.ipv4.ip_forward = 1\nnet.ipv4.ip_local_port_range = 20000 60999";

export const cases: readonly Case[] = [
  {
    title: "set now, and at each start",
    step,
    world: kernel(0),
    afterwards: `
      ${is("net.ipv4.ip_forward", "1")}
      ${is("net.ipv4.ip_local_port_range", "20000\\t60999")}
      [[ $(<${path}) == '${wanted}' && $(stat -c '%a %U' ${path}) == '644 root' ]]`,
  },
  {
    title: "in the file, but changed since",
    step,
    world: kernel(0, wanted),
    says: "net.ipv4.ip_forward is '0'",
    afterwards: is("net.ipv4.ip_forward", "1"),
  },
  {
    title: "so by chance, but not at the next start",
    step,
    world: kernel(1),
    afterwards: `[[ -e ${path} ]]`,
  },
  { title: "as it should be", step, world: kernel(1, wanted), asks: "holds" },
  {
    title: "in a file of its own, with a name that has a dot in it",
    step: kernelParameter({ parameters: { "net/ipv4/conf/eth0.1/forwarding": 1 }, file: "50-router" }),
    world: "program sysctl; mkdir /var/world/sysctl; echo 0 >/var/world/sysctl/net.ipv4.conf.eth0.1.forwarding",
    afterwards: `[[ $(</etc/sysctl.d/50-router.conf) == 'net/ipv4/conf/eth0.1/forwarding = 1' ]]`,
  },
  {
    title: "the kernel does not let it be set",
    step,
    world: `${kernel(0)}; echo net.ipv4.ip_forward >/var/world/sysctl/read-only`,
    asks: "fails",
    code: 22,
    says: "permission denied on key",
  },
  {
    title: "there is no such parameter in a container",
    step: kernelParameter({ parameters: { "net.core.rmem_max": 1 } }),
    world: kernel(0),
    asks: "fails",
    code: 22,
    says: "cannot stat /proc/sys/net/core/rmem_max",
  },
  {
    title: "sysctl is missing",
    step,
    asks: "fails",
    code: 22,
    says: "sysctl is missing inside",
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
