import { seconds } from "../../generator/dsl/units.ts";
import { dockerDaemon } from "../../generator/steps/kinds/docker-daemon.ts";
import type { Case } from "./case.ts";

export const kind = "docker-daemon";
const path = "/etc/docker/daemon.json";
const step = dockerDaemon({ settings: { "log-driver": "local", "log-opts": { "max-size": "10m" } } });
const mark = "/run/phoenix-setup-restart-docker.service";
const kept = "/var/lib/phoenix-setup/docker-daemon.json";
const unit = "/var/world/units/docker.service";
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
    title: "H11: it does not come up, not with the file from before either: the next run tries once more",
    step,
    needs,
    world: `${up}; unit docker refuses; put /var/world/journal 'no such driver'`,
    asks: "fails",
    code: 22,
    says: "● docker.service.*no such driver.*not with those from before either",
    afterwards: `[[ -e ${mark} && ! -e ${path} ]]`,
  },
  {
    title: "H11: it does not come up with the settings: the file is put back, and Docker runs again",
    step,
    needs,
    world: `${up}; put ${path} '{"mtu": 1400}'; chmod 640 ${path}; echo log-driver >${unit}/refuses-settings`,
    asks: "fails",
    code: 22,
    says: "daemon.json is as it was before, and Docker runs again",
    afterwards: `
      [[ $(<${path}) == '{"mtu": 1400}' && $(stat -c %a ${path}) == 640 ]]
      [[ -e ${unit}/active && ! -e ${mark} && ! -e ${kept} ]]`,
  },
  {
    title: "H11: the same without a file from before",
    step,
    needs,
    world: `${up}; echo log-driver >${unit}/refuses-settings`,
    asks: "fails",
    code: 22,
    says: "Docker runs again",
    afterwards: `[[ ! -e ${path} && -e ${unit}/active && ! -e ${mark} ]]`,
  },
  {
    title: "H11: an earlier run was cut off after the file: what was there before that run is put back",
    step,
    needs,
    world: `${up}; put ${path} '${wanted}'; : >${mark}; put ${kept} '{"mtu": 1400}'; echo log-driver >${unit}/refuses-settings`,
    asks: "fails",
    code: 22,
    afterwards: `[[ $(<${path}) == '{"mtu": 1400}' && -e ${unit}/active && ! -e ${kept} ]]`,
  },
  {
    title: "H11: settings against the options of the daemon that runs: the file stays as it is",
    step: dockerDaemon({ settings: { "log-driver": "local" } }),
    needs,
    world: `${up}; put ${path} '{"hosts": ["tcp://127.0.0.1:2375"]}'
      (exec -a dockerd grep -H fd:// < <(exec /usr/bin/sleep 60)) >/dev/null 2>&1 3>&- & echo $! >${unit}/process`,
    asks: "fails",
    code: 22,
    says: "specified both as a flag and in the configuration file: hosts",
    afterwards: `[[ $(<${path}) == '{"hosts": ["tcp://127.0.0.1:2375"]}' && ! -e ${mark} ]]`,
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
