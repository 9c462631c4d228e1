import { application, command, gib, lxc, mib, sh } from "phoenix-setup";

/** Protected once its volume is there. */
export default application({
  ctid: 962,
  name: "protected",
  unprivileged: true,
  memory: mib(1024),
  cores: 2,
  disk: gib(10),
  network: { ip: "10.0.0.62/24", gateway: "10.0.0.1", mac: "52:54:00:00:09:62" },
  steps: [
    lxc.volume({ storage: "lxc-disks", path: "/var/lib/data", size: gib(8), backup: true }),
    lxc.options({ protection: true }),
    command({ title: "something inside", check: sh`true`, apply: sh`true` }),
  ],
});
