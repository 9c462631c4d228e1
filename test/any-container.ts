import type { Application } from "../generator/dsl/container.ts";
import { application } from "../generator/dsl/container-schema.ts";
import type { Step } from "../generator/dsl/step.ts";
import { gib, mib } from "../generator/dsl/units.ts";

/** A sound container for tests to which only its steps matter. */
export const anyContainer = (ctid: number, steps: readonly Step[]): Application =>
  application({
    ctid,
    name: "own",
    unprivileged: true,
    memory: mib(1024),
    cores: 1,
    disk: gib(10),
    network: { ip: "10.0.0.30/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:E0" },
    steps,
  });
