import { application } from "../../generator/dsl/container-schema.ts";
import { gib, mib } from "../../generator/dsl/units.ts";

/** Another container of the fleet, which in the sandbox is this machine. */
export const neighbour = application({
  ctid: 800,
  name: "database",
  unprivileged: true,
  memory: mib(1024),
  cores: 1,
  disk: gib(10),
  network: { ip: "127.0.0.1/8", gateway: "127.0.0.2", mac: "52:54:00:67:89:A0" },
  steps: [],
});
