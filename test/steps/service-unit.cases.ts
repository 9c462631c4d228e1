import { lxcConfig, text } from "../../generator/dsl/text.ts";
import { serviceUnit } from "../../generator/steps/kinds/service-unit.ts";
import type { Case } from "./case.ts";

export const kind = "service-unit";
const path = "/etc/systemd/system/web.service";
const sections = {
  Unit: { Description: "Web", After: ["network.target", "a.service"] },
  Service: {
    ExecStart: [["/usr/bin/web", "--title", `it's "$HOME" 100%\n\\`, 80]],
    Environment: { GREETING: "a $b" },
    RemainAfterExit: true,
  },
};
const step = serviceUnit({ unit: "web.service", sections });
const written = `[Unit]
Description=Web
After=network.target
After=a.service

[Service]
ExecStart=/usr/bin/web --title "it's \\"$$HOME\\" 100%%\\x0a\\\\" 80
Environment="GREETING=a $b"
RemainAfterExit=yes`;
const simple = serviceUnit({ unit: "web.service", sections: { Service: { ExecStart: "/bin/true" } } });
const simpleFile = `put ${path} $'[Service]\\nExecStart=/bin/true'`;

export const cases: readonly Case[] = [
  {
    title: "written and read by systemd",
    step,
    afterwards: `
      [[ $(<${path}) == '${written.replaceAll("'", "'\\''")}' ]]
      [[ $(stat -c '%a %U' ${path}) == '644 root' ]]`,
  },
  {
    title: "another text, which systemd then reads",
    step: simple,
    world: `put ${path} old; unit web enabled active`,
    afterwards: `[[ $(systemctl show --property=NeedDaemonReload --value -- web.service) == no ]]`,
    faults: true,
  },
  {
    title: "the text is right, but systemd has not read it",
    step: simple,
    world: `put ${path} old; unit web enabled active; ${simpleFile}`,
    afterwards: "called systemctl daemon-reload",
  },
  { title: "it is so", step: simple, world: `${simpleFile}; unit web active`, asks: "holds" },
  {
    title: "a template's unit, one of which is loaded",
    step: serviceUnit({ unit: "web@.service", sections: { Service: { ExecStart: "/bin/true %i" } } }),
    world: "unit web@one.service active",
    afterwards: "[[ $(</etc/systemd/system/web@.service) == $'[Service]\\nExecStart=/bin/true %i' ]]",
  },
  {
    title: "run-time values that need no quotes",
    step: serviceUnit({
      unit: "web.service",
      sections: {
        Service: { ExecStart: [["/bin/web", lxcConfig("name", "word"), text`a b=${lxcConfig("name", "word")}`]] },
      },
    }),
    values: { lxc_name: "x/y" },
    afterwards: `[[ $(<${path}) == $'[Service]\\nExecStart=/bin/web x/y "a b=x/y"' ]]`,
  },
  {
    title: "systemd-analyze has nothing to say against it",
    step: simple,
    world: "program systemd-analyze",
    afterwards: `called systemd-analyze verify --man=no --recursive-errors=no -- ${path}`,
  },
  {
    title: "an older systemd-analyze is asked without what it does not know",
    step: simple,
    world: "program systemd-analyze; : >/var/world/old-systemd",
    afterwards: `called systemd-analyze verify --man=no -- ${path}`,
  },
  {
    title: "systemd-analyze knows no such setting",
    step: serviceUnit({ unit: "web.service", sections: { Service: { ExecStrat: "/bin/true" } } }),
    world: "program systemd-analyze",
    asks: "fails",
    code: 28,
    says: "Unknown key name 'ExecStrat'",
  },
  {
    title: "an unknown setting that is not to be looked at",
    step: serviceUnit({ unit: "web.service", sections: { Service: { ExecStrat: "/bin/true" } }, verify: false }),
    world: "program systemd-analyze",
    afterwards: "[[ ! -e /var/world/calls/systemd-analyze.1 ]]",
  },
  { title: "systemd does not answer", step, world: "broken systemctl 1", asks: "fails", code: 22 },
];
