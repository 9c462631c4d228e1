import { serviceDropIn } from "../../generator/steps/kinds/service-drop-in.ts";
import type { Case } from "./case.ts";

export const kind = "service-drop-in";
const path = "/etc/systemd/system/docker.service.d/limits.conf";
const sections = { Service: { LimitNOFILE: 65536, ExecStart: ["", "/usr/bin/dockerd -H fd://"] } };
const step = serviceDropIn({ unit: "docker.service", name: "limits", sections });
const text = "[Service]\\nLimitNOFILE=65536\\nExecStart=\\nExecStart=/usr/bin/dockerd -H fd://";

export const cases: readonly Case[] = [
  {
    title: "written and read by systemd",
    step,
    world: "unit docker enabled active",
    afterwards: `
      [[ $(<${path}) == $'${text}' ]]
      [[ $(systemctl show --property=NeedDaemonReload --value -- docker.service) == no ]]`,
  },
  {
    title: "of a unit that is not there yet, with the usual name",
    step: serviceDropIn({ unit: "docker.service", sections }),
    world: "program systemd-analyze",
    afterwards: `
      [[ -f /etc/systemd/system/docker.service.d/phoenix-setup.conf ]]
      [[ ! -e /var/world/calls/systemd-analyze.1 ]]`,
  },
  {
    title: "the text is right, but systemd has not read it",
    step,
    world: `unit docker active; put ${path} $'${text}'`,
    afterwards: "called systemctl daemon-reload",
  },
  { title: "it is so", step, world: `put ${path} $'${text}'; unit docker active`, asks: "holds" },
  {
    title: "systemd-analyze is asked of the unit itself",
    step: serviceDropIn({ unit: "docker.service", name: "limits", sections: { Service: { ExecStrat: "x" } } }),
    world: "put /etc/systemd/system/docker.service '[Service]'; unit docker active; program systemd-analyze",
    asks: "fails",
    code: 28,
    says: "docker.service: Unknown key name 'ExecStrat'",
  },
  {
    title: "of a template's unit",
    step: serviceDropIn({ unit: "web@.service", sections }),
    world: "unit web@one.service active; program systemd-analyze",
    afterwards: "[[ $(systemctl show --property=NeedDaemonReload --value -- web@one.service) == no ]]",
  },
];
