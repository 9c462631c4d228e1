import { seconds } from "../../generator/dsl/units.ts";
import { dockerDaemon } from "../../generator/steps/kinds/docker-daemon.ts";
import type { Case } from "./case.ts";

export const kind = "docker-daemon";
const path = "/etc/docker/daemon.json";
const step = dockerDaemon({ settings: { "log-driver": "local", "log-opts": { "max-size": "10m" } } });
const mark = "/run/phoenix-setup-restart-docker.service";
const up = "program dockerd; unit docker enabled active";
const needs = ["jq"];
const wanted = '{"log-driver":"local","log-opts":{"max-size":"10m"}}';

export const cases: readonly Case[] = [
  {
    title: "no file",
    step,
    needs,
    world: up,
    afterwards: `
      [[ $(jq --compact-output . ${path}) == '${wanted}' && $(stat -c '%a %U' ${path}) == '644 root' && ! -e ${mark} ]]
      called systemctl restart docker.service`,
    says: "docker 28.0.1 answers",
    hides: "No such file",
  },
  {
    title: "other settings, owner and mode stay",
    step,
    needs,
    world: `${up}; put ${path} '{"mtu": 1400, "log-opts": {"max-file": "3"}}'; chmod 640 ${path}`,
    afterwards: `
      [[ $(jq '.mtu == 1400 and .["log-opts"] == {"max-file": "3", "max-size": "10m"}' ${path}) == true ]]
      [[ $(stat -c %a ${path}) == 640 ]]`,
  },
  { title: "it is so", step, needs, world: `${up}; put ${path} '${wanted}'`, asks: "holds" },
  {
    title: "it is so, but an earlier run was cut off before the restart",
    step,
    needs,
    world: `${up}; put ${path} '${wanted}'; : >${mark}`,
    afterwards: `called systemctl restart docker.service; [[ ! -e ${mark} ]]`,
    says: "docker.service waits to be restarted",
  },
  {
    title: "what differs is told",
    step,
    needs,
    world: `${up}; put ${path} '{"log-driver": "journald"}'`,
    asks: "differs",
    says: '-  "log-driver": "journald"',
  },
  {
    title: "a setting that Docker does not know: the file stays as it is",
    step: dockerDaemon({ settings: { "no-such-setting": 1 } }),
    needs,
    world: up,
    asks: "fails",
    code: 22,
    says: "directives don't match",
    afterwards: `[[ ! -e ${path} && ! -e ${mark} ]]`,
  },
  {
    title: "an older dockerd that cannot try settings",
    step,
    needs,
    world: `${up}; : >/var/world/dockerd-20`,
    afterwards: `[[ -e ${path} ]]`,
  },
  {
    title: "it does not come up again: the next run tries once more",
    step,
    needs,
    world: `${up}; unit docker refuses; put /var/world/journal 'no such driver'`,
    asks: "fails",
    code: 22,
    says: "● docker.service.*no such driver",
    afterwards: `[[ -e ${mark} ]]`,
  },
  {
    title: "it does not answer afterwards",
    step: dockerDaemon({ settings: {}, timeout: seconds(4) }),
    scale: 2,
    needs,
    world: `${up}; : >/var/world/docker-down`,
    asks: "fails",
    code: 23,
    says: "● docker.service.*Cannot connect",
  },
  {
    title: "Docker is missing",
    step,
    needs,
    world: "unit docker enabled active",
    asks: "fails",
    code: 22,
    says: "dockerd is missing",
  },
];
