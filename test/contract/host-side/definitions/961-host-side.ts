import { application, command, gib, lxc, mib, seconds, secret, sh } from "phoenix-setup";

export default application({
  ctid: 961,
  name: "host-side",
  unprivileged: true,
  memory: mib(1024),
  cores: 2,
  disk: gib(10),
  network: { ip: "10.0.0.61/24", gateway: "10.0.0.1", mac: "52:54:00:00:09:61" },
  features: { nesting: true },
  accept: [{ code: "D333", reason: "the folder of the host is what is tested" }],
  steps: [
    lxc.options({
      memory: mib(1024),
      cores: 2,
      swap: "none",
      cpuLimit: 1.5,
      onboot: true,
      startup: { order: 2, down: seconds(30) },
      features: { nesting: true, mknod: true },
      nameservers: ["10.0.0.1", "fd00::1"],
      searchDomain: "home.arpa",
      description: 'it\'s $(touch /canary): 100% "so"\n☃ `line` two\\',
      tags: ["b.c", "a"],
    }),
    lxc.mount({ source: "/tank/media", path: "/srv/media", create: true, mode: "0750", readOnly: true }),
    lxc.volume({ storage: "lxc-disks", path: "/var/lib/data", size: gib(8), backup: true }),
    lxc.device({ path: "/dev/dri/renderD128", group: 104, mode: "0660" }),
    command({ title: "something inside", check: sh`true`, apply: sh`true` }),
    secret.fromEnvironment({ variable: "SIDE_TOKEN", path: "/root/token" }),
  ],
});
