import { apt, gib, mib, template, user } from "phoenix-setup";

// C-05: the ancestor's empty `features` mean "none", so the field is left out.
export default template({
  ctid: 900,
  name: "BaseTemplate",
  description: "What every container of the fleet starts from: Ubuntu 24.04 with the basic tools and a user.",
  unprivileged: true,
  snapshot: "base-snapshot",
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: "10.0.0.200/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:CC" },
  steps: [
    apt.upgrade({}),
    apt.packages({ packages: ["curl", "wget", "vim", "htop", "jq", "git", "rsync", "s-tui"] }),
    // C-15: the documents take this user for granted, but the OS template has only root.
    user.present({ name: "ubuntu" }),
  ],
});
