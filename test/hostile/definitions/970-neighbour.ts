import { application, command, gib, mib, sh } from "phoenix-setup";

/** Only there to be asked for. */
export default application({
  ctid: 970,
  name: "neighbour",
  unprivileged: true,
  memory: mib(512),
  cores: 1,
  disk: gib(10),
  network: { ip: "10.0.0.70/24", gateway: "10.0.0.1", mac: "52:54:00:00:09:70" },
  steps: [command({ title: "ready", apply: sh`touch /etc/ready` })],
});
