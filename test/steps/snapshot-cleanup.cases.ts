import { snapshotCleanup } from "../../generator/steps/kinds/snapshot-cleanup.ts";
import type { Case } from "./case.ts";

export const kind = "snapshot-cleanup";
const world = `
  put /etc/ssh/ssh_host_rsa_key secret; put /etc/ssh/ssh_host_rsa_key.pub public; put /etc/ssh/sshd_config stays
  put /var/lib/apt/lists/archive.ubuntu.com_dists_noble_InRelease lists
  put /var/cache/apt/archives/jq.deb package; put /root/token hf_x; put /var/lib/dbus/machine-id 1`;
/** The lines of the unit that makes new host keys, as words of Bash. */
const unit = [
  "[Unit]",
  "Description=New SSH host keys where there are none",
  "ConditionFileNotEmpty=|!/etc/ssh/ssh_host_rsa_key",
  "ConditionFileNotEmpty=|!/etc/ssh/ssh_host_ecdsa_key",
  "ConditionFileNotEmpty=|!/etc/ssh/ssh_host_ed25519_key",
  "ConditionFileIsExecutable=/usr/bin/ssh-keygen",
  "Before=ssh.service",
  "[Service]",
  "Type=oneshot",
  "ExecStart=/usr/bin/ssh-keygen -A",
  "[Install]",
  "WantedBy=multi-user.target",
]
  .map((line) => `'${line}'`)
  .join(" ");

export const cases: readonly Case[] = [
  {
    title: "keys, lists, packages and a secret are there",
    step: snapshotCleanup({ secrets: ["/root/token", "/root/not there"] }),
    world,
    afterwards: `
      [[ -e /etc/machine-id && ! -s /etc/machine-id ]]
      [[ ! -e /etc/ssh/ssh_host_rsa_key && ! -e /etc/ssh/ssh_host_rsa_key.pub && -e /etc/ssh/sshd_config ]]
      [[ ! -e /root/token && ! -e /var/lib/apt/lists/archive.ubuntu.com_dists_noble_InRelease && ! -e /var/cache/apt/archives/jq.deb ]]
      [[ -e /var/world/units/ssh-host-keys.service/enabled ]]`,
  },
  {
    title: "what apt left when it was ended while it installed",
    step: snapshotCleanup({ secrets: [] }),
    world: `${world}; put /tmp/apt-dpkg-install-x/00-jq.deb package`,
    afterwards: "[[ ! -e /tmp/apt-dpkg-install-x ]]",
  },
  {
    title: "H19: the unit makes keys only where there is none at all",
    step: snapshotCleanup({ secrets: [] }),
    world: `: >/etc/machine-id; unit ssh-host-keys.service enabled
      put /etc/systemd/system/ssh-host-keys.service $'[Unit]\\nConditionPathExistsGlob=!/etc/ssh/ssh_host_*_key\\n[Service]\\nType=oneshot\\nExecStart=/usr/bin/ssh-keygen -A'`,
    afterwards: `
      [[ $(</etc/systemd/system/ssh-host-keys.service) != *Glob* ]]
      [[ $(grep -c '^ConditionFileNotEmpty=|!/etc/ssh/ssh_host_' /etc/systemd/system/ssh-host-keys.service) == 3 ]]`,
  },
  { title: "no secrets", step: snapshotCleanup({ secrets: [] }), world },
  {
    title: "apt-get clean fails",
    step: snapshotCleanup({ secrets: [] }),
    world: `${world}; broken apt-get 100`,
    asks: "fails",
    code: 22,
  },
  {
    title: "nothing is left",
    step: snapshotCleanup({ secrets: [] }),
    world: `: >/etc/machine-id; put /etc/systemd/system/ssh-host-keys.service "$(printf "%s\\n" ${unit})"; unit ssh-host-keys.service enabled`,
    asks: "holds",
  },
  ...(
    [
      ["the machine id of D-Bus", "put /var/lib/dbus/machine-id 1", "the machine id of D-Bus is set"],
      ["what a script left when it was ended", "put /tmp/phoenix-setup.x/script x", "/tmp/phoenix-setup.x is there"],
      ["the same on disk", "put /var/tmp/phoenix-setup.x.y/script x", "/var/tmp/phoenix-setup.x.y is there"],
      [
        "what a written file left",
        "put /opt/app/.phoenix-setup.0123456789 x",
        "/opt/app/.phoenix-setup.0123456789 is there",
      ],
      [
        "H18: a host key that was cut off",
        "put /etc/ssh/ssh_host_rsa_key.QQNiiCmYaA ''",
        "ssh_host_rsa_key.QQNiiCmYaA is there",
      ],
      ["a public key", "put /etc/ssh/ssh_host_rsa_key.pub public", "ssh_host_rsa_key.pub is there"],
    ] as const
  ).map(
    ([left, more, says]): Case => ({
      title: `nothing is left but ${left}`,
      step: snapshotCleanup({ secrets: [], folders: ["/opt/app"] }),
      world: `: >/etc/machine-id; put /etc/systemd/system/ssh-host-keys.service "$(printf "%s\\n" ${unit})"; unit ssh-host-keys.service enabled; put /opt/app/.phoenix-setup kept; ${more}`,
      says,
      afterwards: `[[ -e /opt/app/.phoenix-setup && ! -e ${more.split(" ")[1]} ]]`,
    }),
  ),
];
