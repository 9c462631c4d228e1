import { systemHosts } from "../../generator/steps/kinds/system-hosts.ts";
import type { Case } from "./case.ts";

export const kind = "system-hosts";
const step = systemHosts({
  entries: { "10.0.0.99": ["portainer.internal", "portainer"], "fd00:0::0099": "portainer.internal" },
});
const proxmox = String.raw`# --- BEGIN PVE ---\n127.0.1.1 Case\n# --- END PVE ---`;
const block = String.raw`# BEGIN phoenix-setup\n10.0.0.99 portainer.internal portainer\nfd00:0::0099 portainer.internal\n# END phoenix-setup`;
const holds = (text: string) => `cmp /etc/hosts <(printf '${text}\\n')`;
const puts = (text: string) => `printf '${text}\\n' >/etc/hosts`;

export const cases: readonly Case[] = [
  {
    title: "a block after Proxmox's own section, which has no last newline",
    step,
    world: `printf '127.0.0.1 localhost\\n${proxmox}' >/etc/hosts; chmod 640 /etc/hosts`,
    afterwards: `
      ${holds(`127.0.0.1 localhost\\n${proxmox}\\n${block}`)}
      [[ $(stat -c %a /etc/hosts) == 640 ]]
      [[ $(getent --no-addrconfig ahostsv4 portainer) == '10.0.0.99 '* ]]`,
  },
  {
    title: "another address before; its place and a line by hand stay",
    step,
    world: puts(
      `# BEGIN phoenix-setup\\n10.0.0.98 portainer\\n# END phoenix-setup\\n${proxmox}\\n10.0.0.1 gateway # mine`,
    ),
    says: "[-]10.0.0.98 portainer",
    afterwards: holds(`${block}\\n${proxmox}\\n10.0.0.1 gateway # mine`),
  },
  {
    title: "there is no file",
    step,
    world: "rm /etc/hosts",
    says: "there is no /etc/hosts",
    afterwards: `${holds(block)}\n[[ $(stat -c '%a %U' /etc/hosts) == '644 root' ]]`,
  },
  {
    title: "two blocks of that name become one",
    step,
    world: puts(`${block}\\n127.0.0.1 localhost\\n${block}`),
    afterwards: holds(`${block}\\n127.0.0.1 localhost`),
  },
  {
    title: "none at all, in a block of another name",
    step: systemHosts({ entries: {}, block: "old" }),
    world: puts(`127.0.0.1 localhost\\n# BEGIN old\\n10.0.0.98 old\\n# END old\\n${block}`),
    afterwards: holds(`127.0.0.1 localhost\\n${block}`),
  },
  { title: "as it should be", step, world: puts(`${block}\\n${proxmox}`), asks: "holds" },
  {
    title: "a block that has no end",
    step,
    world: puts("# BEGIN phoenix-setup\\n10.0.0.98 portainer\\n10.0.0.1 gateway"),
    asks: "fails",
    code: 22,
    says: "'# BEGIN phoenix-setup' has no '# END phoenix-setup' after it",
    afterwards: "grep --quiet gateway /etc/hosts",
  },
  {
    title: "an earlier line gives the name to another address",
    step: systemHosts({ entries: { "fd00::99": "portainer" } }),
    world: `printf 'multi off\\n' >/etc/host.conf; ${puts("fd00::98 portainer")}`,
    asks: "fails",
    code: 28,
    says: "portainer leads to fd00::98 instead of fd00::99",
  },
];
