import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { daemonSettings } from "../options/daemon-settings.ts";
import type { Json } from "../options/json-value.ts";
import { programs } from "../options/things.ts";

/** Options of {@link dockerDaemon}. */
export interface DockerDaemonOptions extends StepOptions {
  /**
   * What `/etc/docker/daemon.json` has to hold, by the names of dockerd's own documentation. Objects are merged key by key, at any depth;
   * everything else, lists among it, is replaced. Settings that are there and not named stay.
   */
  readonly settings: { readonly [key: string]: Json };
}

/**
 * The Docker daemon runs with these settings. They are tried with `dockerd --validate` before they are put in place (where it can do that: Docker
 * 23 or later), together with the options by which it runs; the daemon is restarted if, and only if, they have changed, and has to answer
 * afterwards. If it does not come up with them, the file is put back as it was and Docker is started again, and the step fails. Containers stop during a restart, unless the
 * settings have `live-restore`; their restart policy brings them back.
 *
 * Needs Docker and `jq` inside.
 *
 * @see https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file
 * @example
 * docker.daemon({ settings: { "log-driver": "local", "live-restore": true } })
 */
export const dockerDaemon = defineStep<DockerDaemonOptions>({
  kind: "docker-daemon",
  schema: z.strictObject({ settings: daemonSettings }),
  title: ({ settings }) => `docker daemon: ${Object.keys(settings).slice(0, 4).join(", ") || "no settings"}`,
  limit: 180,
  view: ({ settings }) => ({ settings: JSON.stringify(settings) }),
  shared: ["docker-answers", "docker-daemon", "restart-is-due"],
  features: ["nesting"],
  traits: { docker: true, replaces: () => ["/etc/docker/x", "/var/lib/phoenix-setup/x"] },
  requires: () => programs("docker"),
  told: () => ({
    check: "/etc/docker/daemon.json holds the settings, and docker.service does not wait to be restarted for them",
    apply:
      "merges the settings into the file, and runs `systemctl restart docker.service`; puts the file back if that fails",
    verify: "docker.service runs, and `docker info` answers",
  }),
});
