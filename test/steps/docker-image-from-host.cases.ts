import { seconds } from "../../generator/dsl/units.ts";
import { dockerImageFromHost } from "../../generator/steps/kinds/docker-image-from-host.ts";
import type { Case } from "./case.ts";

export const kind = "docker-image-from-host";
const image = "portainer/agent:2.33.5";
const step = dockerImageFromHost({ image, file: "/srv/an image.tar" });
const world = `put '/host/srv/an image.tar' 'image ${image} sha256:22'`;

/** With less time, for what never ends if nobody bounds it. */
const short = dockerImageFromHost({ image, file: "/srv/an image.tar", timeout: seconds(100) });
/** Docker in a container that never stops talking; slowly, so that no machine is filled if nobody bounds it. */
const endless = `rm /var/world/bin/docker; printf '%s\\n' '#!/bin/bash' 'while printf %065536d; do /usr/bin/sleep 0.05; done' >/var/world/bin/docker; chmod 755 /var/world/bin/docker`;

export const cases: readonly Case[] = [
  { title: "loaded", step, world, afterwards: "[[ -e /var/world/images/portainer%agent:2.33.5 ]]" },
  { title: "there", step, world: `image ${image}`, asks: "holds" },
  { title: "the host has no such file", step, asks: "fails", code: 22, says: "the host has no file" },
  {
    title: "a link, where only root can put one",
    step,
    world: `put /host/srv/images/1.tar 'image ${image} sha256:22'; ln -s images/1.tar '/host/srv/an image.tar'`,
    afterwards: "[[ -e /var/world/images/portainer%agent:2.33.5 ]]",
  },
  {
    title: "others can write to its folder",
    step,
    world: `${world}; chmod 777 /host/srv`,
    asks: "fails",
    code: 22,
    says: "/srv/an image.tar on the host: everybody may replace what is in /host/srv",
    afterwards: "[[ ! -e /var/world/images/portainer%agent:2.33.5 ]]",
  },
  {
    title: "a link into a folder that others can write to",
    step,
    world: `put /host/srv/images/1.tar 'image ${image} sha256:22'; chmod 777 /host/srv/images; ln -s images/1.tar '/host/srv/an image.tar'`,
    asks: "fails",
    code: 22,
    says: "everybody may replace what is in /host/srv/images",
  },
  {
    title: "a FIFO, for which nobody waits",
    step,
    world: "mkdir -p /host/srv; mkfifo '/host/srv/an image.tar'",
    asks: "fails",
    code: 22,
    says: "is not a regular file",
  },
  {
    title: "the container answers without end",
    step: short,
    world: `${world}; ${endless}`,
    asks: "fails",
    code: 22,
    says: "0{500}",
    hides: "0{1001}",
  },
  {
    title: "the container has no such image, and loads without end",
    step: short,
    world: `${world}; ${endless}; sed -i '1a [[ $1 != image ]] || { echo "No such image"; exit 1; }' /var/world/bin/docker`,
    asks: "fails",
    code: 22,
    says: "0{500}",
    hides: "0{1001}",
  },
  {
    title: "Docker does not answer",
    step,
    world: `${world}; : >/var/world/docker-down`,
    asks: "fails",
    code: 22,
    says: "Cannot connect",
  },
  {
    title: "the container is stopped",
    step,
    world: `${world}; printf stopped >/var/world/pct-state`,
    asks: "fails",
    code: 22,
  },
];
