import { lxcConfig } from "../../generator/dsl/text.ts";
import { dockerContainer } from "../../generator/steps/kinds/docker-container.ts";
import type { Case } from "./case.ts";

export const kind = "docker-container";
const name = "portainer";
const image = "portainer/portainer-ce:2.33.5";
const there = `image ${image} 1`;
const at = `/var/world/containers/${name}`;
const step = dockerContainer({
  name,
  image,
  ports: ["9443:9443"],
  volumes: ["portainer_data:/data", "/var/run/docker.sock:/var/run/docker.sock"],
  environment: { A: "it's $(b)" },
  labels: { "com.example": "x y" },
  restart: "always",
  runtime: "nvidia",
  gpus: "all",
  ipc: "host",
  arguments: ["--flag", "a b", ""],
});
const plain = dockerContainer({ name, image, restart: "always" });

export const cases: readonly Case[] = [
  {
    title: "none is there",
    step,
    world: there,
    afterwards: `
      [[ -d ${at} && $(<${at}/policy) == always && $(<'${at}/label com.example') == 'x y' ]]
      called_with docker "A=it's \\$(b)"
      called_with docker ''`,
  },
  {
    title: "a stopped one is replaced",
    step: plain,
    world: `${there}; container ${name} ${image} --restart always; set_container ${name} status exited`,
    afterwards: `[[ ! -e ${at}/status ]]`,
    says: "container portainer runs, no restart in 5 s",
  },
  {
    title: "one with other options is replaced",
    step: plain,
    world: `${there}; container ${name} ${image} --label phoenix-setup.options=old; put /var/world/anonymous/${name}/data kept`,
    afterwards: `[[ $(<${at}/policy) == always && -e /var/world/anonymous/${name}/data ]]`,
    faults: true,
  },
  {
    title: "in networks",
    step: dockerContainer({ name, image, networks: ["backend", "bridge"] }),
    world: `${there}; put /var/world/networks/backend 'bridge false false '`,
    afterwards: `called_with docker backend; [[ -d ${at} ]]`,
  },
  {
    title: "in a network that is not there",
    step: dockerContainer({ name, image, networks: ["backend"] }),
    world: there,
    asks: "fails",
    code: 22,
    says: "network backend not found",
  },
  {
    title: "one of an older image is replaced",
    step: plain,
    world: `${there}; container ${name} ${image}; image ${image} 2`,
    afterwards: `[[ $(<${at}/image) == sha256:2 ]]`,
  },
  {
    title: "run-time values",
    step: dockerContainer({ name, image, environment: { MODEL: lxcConfig("model") } }),
    values: { lxc_model: "a 'b'" },
    world: there,
    afterwards: `called_with docker "MODEL=a 'b'"`,
  },
  {
    title: "the image is missing: what runs is left alone",
    step: plain,
    world: `${there}; container ${name} ${image}; rm /var/world/images/*`,
    asks: "fails",
    code: 22,
    afterwards: `[[ -d ${at} ]]`,
  },
  {
    title: "it dies at once",
    step: plain,
    world: `${there}; behaves ${image} 'dies=yes code=3 log="no licence"'`,
    asks: "fails",
    code: 28,
    says: "no licence.*container portainer: exited, exit code 3, restarted 0 times.*container portainer is exited",
  },
  {
    title: "it is made, but cannot be started",
    step: plain,
    world: `${there}; behaves ${image} 'refused="port is already allocated"'`,
    asks: "fails",
    code: 22,
    says: "port is already allocated.*container portainer: created, exit code 128",
  },
  {
    title: "it is started over and over",
    step: plain,
    world: `${there}; behaves ${image} 'loops=yes log="no licence"'`,
    asks: "fails",
    code: 28,
    says: "no licence.*container portainer: running.*does not stay up: running, restarted 2 times",
  },
  { title: "Docker does not answer", step: plain, world: ": >/var/world/docker-down", asks: "fails", code: 22 },
];
