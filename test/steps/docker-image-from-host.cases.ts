import { dockerImageFromHost } from "../../generator/steps/docker-image-from-host.ts";
import type { Case } from "./case.ts";

export const kind = "docker-image-from-host";
const image = "portainer/agent:2.33.1";
const step = dockerImageFromHost({ image, file: "/srv/an image.tar" });
const world = `put '/host/srv/an image.tar' 'image ${image} sha256:22'`;

export const cases: readonly Case[] = [
  { title: "loaded", step, world, afterwards: "[[ -e /var/world/images/portainer%agent:2.33.1 ]]" },
  { title: "there", step, world: `image ${image}`, asks: "holds" },
  { title: "the host has no such file", step, asks: "fails", code: 22, says: "the host has no file" },
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
