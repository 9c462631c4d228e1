import { host } from "phoenix-setup";

export default host({
  bridge: "vmbr0",
  storage: "local-zfs",
  osTemplate: "local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
  images: {},
});
