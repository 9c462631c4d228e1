import { application, gib, mib } from "phoenix-setup";
import baseTemplate from "./900-base-template.ts";
import * as filesAndServices from "./files-services.ts";
import * as packagesAndDocker from "./packages-docker.ts";
import * as system from "./system.ts";

/** One container with as many kinds of step as a real container of the tests can show. */
export default application({
  ctid: 970,
  name: "Library",
  cloneOf: baseTemplate,
  memory: mib(2048),
  cores: 2,
  features: { nesting: true, keyctl: true },
  disk: gib(32),
  network: { ip: "10.0.0.240/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:F0" },
  steps: [...system.steps(), ...packagesAndDocker.steps(), ...filesAndServices.steps()],
});
