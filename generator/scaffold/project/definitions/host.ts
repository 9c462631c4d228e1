import { host } from "phoenix-setup";

// What all containers of this Proxmox VE host have in common. A definition imports it for what it needs.
export default host({
  bridge: "vmbr0",
  storage: "local-zfs",
  osTemplate: "local:vztmpl/debian-12-standard_12.12-1_amd64.tar.zst",
  images: {},
});
