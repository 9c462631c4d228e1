import { seconds } from "../../generator/dsl/units.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { serviceRunning } from "../../generator/steps/kinds/service-running.ts";
import type { Case } from "./case.ts";

export const kind = "service-running";
const stable = seconds(1);
const at = "/var/world/units/docker.service";
const step = serviceRunning({ unit: "docker", stable });
const journal = "put /var/world/journal 'out of memory'";
const shown = "● docker.service.*out of memory";
const other = fileContent({ path: "/etc/x", content: "" });

export const cases: readonly Case[] = [
  {
    title: "neither enabled nor active",
    step,
    world: "unit docker",
    afterwards: `[[ -e ${at}/enabled && -e ${at}/active ]]`,
  },
  {
    title: "failed before",
    step,
    world: "unit docker enabled failed",
    afterwards: `[[ -e ${at}/active && ! -e ${at}/failed ]]`,
  },
  {
    title: "runs, and shall not start at boot",
    step: serviceRunning({ unit: "docker.service", enabled: false, stable }),
    world: "unit docker enabled active",
    afterwards: `[[ ! -e ${at}/enabled && -e ${at}/active ]]`,
  },
  {
    title: "it is so",
    step,
    world: "unit docker enabled active",
    asks: "holds",
    says: "docker runs, no restart in 1 s",
    afterwards: "[[ ! -e /var/world/calls/sleep.1 ]]",
  },
  {
    title: "restarted after a change",
    step: serviceRunning({ unit: "docker", restartOn: [other], stable }),
    world: "unit docker enabled active; : >/run/phoenix-setup-restart-docker",
    afterwards: "called systemctl restart -- docker; [[ ! -e /run/phoenix-setup-restart-docker ]]",
    faults: true,
  },
  {
    title: "reloaded after a change",
    step: serviceRunning({ unit: "docker", reloadOn: [other], stable }),
    world: "unit docker enabled active; : >/run/phoenix-setup-restart-reload:docker",
    afterwards: "called systemctl reload-or-restart -- docker; [[ ! -e /run/phoenix-setup-restart-reload:docker ]]",
    faults: true,
  },
  {
    title: "restarted, and not reloaded as well",
    step: serviceRunning({ unit: "docker", restartOn: [other], reloadOn: [other], stable }),
    world:
      "unit docker enabled active; : >/run/phoenix-setup-restart-reload:docker; : >/run/phoenix-setup-restart-docker",
    afterwards: `
      called systemctl restart -- docker
      ! called systemctl reload-or-restart -- docker
      [[ $(ls /run | grep -v "^phoenix-setup$") == lock ]]`,
  },
  {
    title: "not reloaded without a change",
    step: serviceRunning({ unit: "docker", reloadOn: [other], stable }),
    world: "unit docker enabled active",
    asks: "holds",
  },
  {
    title: "not restarted without one",
    step: serviceRunning({ unit: "docker", restartOn: [other], stable }),
    world: "unit docker enabled active",
    asks: "holds",
  },
  { title: "no such unit", step, asks: "fails", code: 22 },
  {
    title: "it cannot be started",
    step,
    world: "unit docker enabled refuses; put /var/world/journal 'out of memory'",
    asks: "fails",
    code: 22,
    says: "● docker.service.*Active: failed.*out of memory.*systemctl start docker failed",
  },
  {
    title: "it dies once it has been started",
    step,
    world: `unit docker enabled dies; ${journal}`,
    asks: "fails",
    code: 28,
    says: `${shown}.*ActiveState of docker is 'inactive'.*${shown}.*ActiveState of docker is 'failed'`,
  },
  {
    title: "H24: a condition of its is not met, so that systemd skips it",
    step,
    world: `unit docker enabled; put ${at}/condition ConditionCapability=CAP_SYS_TIME`,
    asks: "fails",
    code: 28,
    says: "ActiveState of docker is 'inactive'; skipped: ConditionCapability=CAP_SYS_TIME was not met",
  },
  {
    title: "H24: it is skipped, and systemd has forgotten why",
    step,
    world: `unit docker enabled forgotten; put ${at}/condition ConditionPathExists=/nope
      put /var/world/journal 'docker.service was skipped because of an unmet condition check (ConditionPathExists=/nope).'`,
    asks: "fails",
    code: 28,
    says: "ActiveState of docker is 'inactive'; skipped: ConditionPathExists=/nope was not met",
  },
  {
    title: "H25: its sandbox cannot be set up",
    step,
    world: `unit docker enabled namespace
      put /var/world/journal 'docker.service: Failed at step NAMESPACE spawning /bin/sleep: Permission denied'`,
    asks: "fails",
    code: 28,
    says: "ActiveState of docker is 'failed'; 226/NAMESPACE: its sandboxing needs the container's feature nesting",
  },
  {
    title: "H25: its sandbox names a path that is not there",
    step,
    world: `unit docker enabled namespace
      put /var/world/journal 'docker.service: Failed at step NAMESPACE spawning /bin/sleep: No such file or directory'`,
    asks: "fails",
    code: 28,
    says: "226/NAMESPACE: a path in its settings is missing",
    hides: "nesting",
  },
  {
    title: "its start does not end",
    step: serviceRunning({ unit: "docker", stable, timeout: seconds(4) }),
    scale: 2,
    world: `unit docker enabled hangs; ${journal}`,
    asks: "fails",
    code: 23,
    says: `${shown}.*systemctl start docker failed`,
  },
  {
    title: "it is started over and over",
    step,
    world: `unit docker enabled active loops; ${journal}`,
    asks: "fails",
    code: 28,
    says: `${shown}.*NRestarts of docker is`,
  },
  {
    title: "systemd does not answer",
    step,
    world: "unit docker enabled active; broken systemctl 1",
    asks: "fails",
    code: 22,
  },
];
