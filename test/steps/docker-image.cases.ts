import { dockerImage } from "../../generator/steps/kinds/docker-image.ts";
import type { Case } from "./case.ts";

export const kind = "docker-image";
const name = "portainer/agent:2.33.5";
const there = "[[ -e /var/world/images/portainer%agent:2.33.5 ]]";

export const cases: readonly Case[] = [
  { title: "pulled", step: dockerImage({ image: name }), world: `in_registry ${name}`, afterwards: there },
  {
    title: "loaded from a file",
    step: dockerImage({ image: name, load: "/opt/an image.tar" }),
    world: `put '/opt/an image.tar' 'image ${name} sha256:22'`,
    afterwards: there,
    faults: true,
  },
  {
    title: "there",
    step: dockerImage({ image: name }),
    world: `image ${name} 1; in_registry ${name} 2`,
    asks: "holds",
  },
  { title: "not in the registry", step: dockerImage({ image: name }), asks: "fails", code: 22, says: "not found" },
  { title: "no such file", step: dockerImage({ image: name, load: "/opt/none" }), asks: "fails", code: 22 },
  {
    title: "the file holds another image",
    step: dockerImage({ image: name, load: "/opt/x" }),
    world: "put /opt/x 'image other:1 sha256:2'",
    asks: "fails",
    code: 28,
  },
  {
    title: "Docker does not answer",
    step: dockerImage({ image: name }),
    world: `image ${name}; : >/var/world/docker-down`,
    asks: "fails",
    code: 22,
    says: "Cannot connect",
  },
];
