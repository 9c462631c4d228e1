import { systemTimeZone } from "../../generator/steps/kinds/system-time-zone.ts";
import type { Case } from "./case.ts";

export const kind = "system-time-zone";
const step = systemTimeZone({ zone: "Etc/UTC" });
const leads = "[[ $(readlink /etc/localtime) == /usr/share/zoneinfo/Etc/UTC ]]";
const needs = ["/usr/share/zoneinfo/Etc/UTC"];

export const cases: readonly Case[] = [
  {
    title: "another one",
    step,
    needs,
    world: "ln -s /usr/share/zoneinfo/GMT+5 /etc/localtime; put /etc/timezone GMT+5",
    afterwards: `${leads}\n[[ $(</etc/timezone) == Etc/UTC ]]`,
  },
  { title: "none, and no file that names it", step, needs, afterwards: `${leads}\n[[ ! -e /etc/timezone ]]` },
  {
    title: "a copy of the file, not a link",
    step,
    needs,
    world: "cp /usr/share/zoneinfo/Etc/UTC /etc/localtime",
    afterwards: leads,
  },
  {
    title: "only its name is another",
    step,
    needs,
    world: "ln -s /usr/share/zoneinfo/Etc/UTC /etc/localtime; put /etc/timezone GMT+5",
    says: "/etc/timezone says GMT[+]5",
    afterwards: "[[ $(</etc/timezone) == Etc/UTC ]]",
  },
  {
    title: "as it should be, by another path",
    step,
    needs,
    world: "ln -s ../usr/share/zoneinfo/Etc/UTC /etc/localtime; put /etc/timezone Etc/UTC",
    asks: "holds",
  },
];
