import { seconds } from "../../generator/dsl/units.ts";
import { serviceStopped } from "../../generator/steps/kinds/service-stopped.ts";
import type { Case } from "./case.ts";

export const kind = "service-stopped";
const at = "/var/world/units/apache2.service";
const step = serviceStopped({ unit: "apache2" });
const masked = serviceStopped({ unit: "apache2", atBoot: "masked" });
const isMasked = "[[ $(readlink /etc/systemd/system/apache2.service) == /dev/null ]]";

export const cases: readonly Case[] = [
  {
    title: "it runs, and starts at boot",
    step,
    world: "unit apache2 enabled active",
    afterwards: `[[ ! -e ${at}/enabled && ! -e ${at}/active ]]`,
  },
  {
    title: "it does not run, but starts at boot",
    step,
    world: "unit apache2 enabled",
    afterwards: `[[ ! -e ${at}/enabled ]]`,
  },
  { title: "it has failed", step, world: "unit apache2 failed", asks: "holds" },
  { title: "there is no such unit", step, asks: "holds" },
  { title: "it is so", step, world: "unit apache2", asks: "holds" },
  {
    title: "stopped now, started at boot as before",
    step: serviceStopped({ unit: "apache2", atBoot: "unchanged" }),
    world: "unit apache2 enabled active",
    afterwards: `[[ -e ${at}/enabled && ! -e ${at}/active ]]`,
  },
  {
    title: "masked",
    step: masked,
    world: "unit apache2 enabled active",
    afterwards: `${isMasked}; [[ ! -e ${at}/active ]]`,
    faults: true,
  },
  { title: "masked, before there is such a unit", step: masked, afterwards: isMasked },
  {
    title: "masked already",
    step: masked,
    world: "ln -s /dev/null /etc/systemd/system/apache2.service",
    asks: "holds",
  },
  {
    title: "masked, so that nothing starts it at boot",
    step,
    world: "ln -s /dev/null /etc/systemd/system/apache2.service",
    asks: "holds",
  },
  {
    title: "a unit file of its own is in the way of the mask",
    step: masked,
    world: "put /etc/systemd/system/apache2.service '[Service]'; unit apache2 active",
    asks: "fails",
    code: 22,
    says: "already exists.*● apache2.service",
  },
  {
    title: "its stop does not end",
    step: serviceStopped({ unit: "apache2", timeout: seconds(4) }),
    scale: 2,
    world: "unit apache2 active stays",
    asks: "fails",
    code: 23,
    says: "● apache2.service.*systemctl stop apache2 failed",
  },
  { title: "systemd does not answer", step, world: "broken systemctl 1", asks: "fails", code: 22 },
];
