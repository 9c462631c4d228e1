import { withFix } from "../../validation/with-fix.ts";
import { type Json, jsonObject } from "./json-value.ts";

/** Where Docker's daemon reads its settings. */
export const DAEMON_FILE = "/etc/docker/daemon.json";

/** Whether the daemon's unit leaves the settings room: not for addresses, since each package of Docker starts it with `-H fd://`. */
export const fitsUnit = (settings: Readonly<Record<string, Json>>): boolean => !Object.hasOwn(settings, "hosts");

/**
 * What is wrong with settings that do not.
 *
 * @see https://docs.docker.com/engine/daemon/troubleshoot/#configure-the-daemon-host-with-systemd
 */
export const UNFIT = withFix(
  "must not have `hosts`: docker.service has the option -H already, and Docker does not start with both",
  "give a service.dropIn of docker.service an ExecStart with one -H for each address",
);

/** Settings of Docker's daemon. */
export const daemonSettings = jsonObject.refine(fitsUnit, UNFIT);
