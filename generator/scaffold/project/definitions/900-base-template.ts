import { apt, gib, mib, template } from "phoenix-setup";

// The container that the others are cloned from: set up once, and kept as a snapshot.
export default template({
  ctid: 900,
  name: "base-template",
  description: "What every container starts from: an up-to-date system with basic tools.",
  unprivileged: true,
  snapshot: "base-snapshot",
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: "10.0.0.200/24", gateway: "10.0.0.1", mac: "BC:24:11:00:09:00" },
  steps: [apt.upgrade({}), apt.packages({ packages: ["curl", "jq"] })],
});
