import { localFile } from "../../generator/dsl/local-file.ts";
import { env } from "../../generator/dsl/text.ts";
import { seconds } from "../../generator/dsl/units.ts";
import { dockerCompose } from "../../generator/steps/kinds/docker-compose.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import type { Case } from "./case.ts";

export const kind = "docker-compose";
const prometheus = "prom/prometheus:v3.5.0";
const grafana = "grafana/grafana:12.1.0";
const yaml = `services:
  prometheus:
    image: ${prometheus}
    restart: always
  grafana:
    image: ${grafana}
volumes:
  data:
`;
const there = `in_registry ${prometheus} 1; in_registry ${grafana} 2`;
const at = (service: string) => `/var/world/containers/monitoring-${service}-1`;
const span = { within: seconds(8), stable: seconds(2) };
const step = dockerCompose({ name: "monitoring", file: yaml, ...span });
const config = fileContent({ path: "/opt/monitoring/prometheus.yml", content: "a" });
const mounted = dockerCompose({ name: "monitoring", file: yaml, restartOn: [config], ...span });
const own = dockerCompose({
  name: "monitoring",
  file: yaml,
  restartOn: { prometheus: [config], grafana: [config] },
  ...span,
});
const mark = "/run/phoenix-setup-restart-compose:monitoring";
/** The project as an earlier run has left it, which an undisturbed run of this stand-in's gives. */
const up = `${there}; put /opt/monitoring/compose.yaml x; printf %s ${JSON.stringify(yaml).replaceAll("\\n", "\n")} >/opt/monitoring/compose.yaml
  docker compose --project-name monitoring --project-directory /opt/monitoring --file /opt/monitoring/compose.yaml up --detach --remove-orphans --quiet-pull
  mkdir -p /var/lib/phoenix-setup/compose; sum=$(sha256sum </opt/monitoring/compose.yaml)
  printf '%s /opt/monitoring\\ncontainers monitoring-grafana-1 monitoring-prometheus-1\\n' "\${sum%% *}" >/var/lib/phoenix-setup/compose/monitoring; chmod 600 /var/lib/phoenix-setup/compose/monitoring`;

const one = `services:\n  grafana:\n    image: ${grafana}\n`;

export const cases: readonly Case[] = [
  {
    title: "nothing is there",
    step: dockerCompose({ name: "monitoring", file: one, within: seconds(8), stable: seconds(1) }),
    world: there,
    afterwards: `[[ -d ${at("grafana")} && $(</opt/monitoring/compose.yaml) == *"image: ${grafana}" ]]`,
  },
  {
    title: "two services, one of which becomes healthy",
    step,
    world: `${there}; behaves ${grafana} 'health=starting heals=yes'`,
    afterwards: `
      [[ $(<${at("prometheus")}/policy) == always && -d ${at("grafana")} ]]
      cmp /opt/monitoring/compose.yaml <(printf %s ${JSON.stringify(yaml).replaceAll("\\n", "\n")})`,
    says: "monitoring-grafana-1 monitoring-prometheus-1: all well, no restart in 2 s",
  },
  {
    title: "H10: of a service without replicas, Compose makes no container",
    step: dockerCompose({
      name: "monitoring",
      file: {
        services: { grafana: { image: grafana }, prometheus: { image: prometheus, deploy: { replicas: 0 } } },
      },
      ...span,
    }),
    needs: ["jq"],
    world: there,
    afterwards: `[[ -d ${at("grafana")} && ! -e ${at("prometheus")} ]]`,
  },
  { title: "it is so", step, world: up, asks: "holds" },
  {
    title: "another file: what is gone from it goes",
    step: dockerCompose({
      name: "monitoring",
      file: { services: { grafana: { image: grafana, restart: "always" } } },
      ...span,
    }),
    needs: ["jq"],
    world: up,
    afterwards: `
      [[ ! -e ${at("prometheus")} && $(<${at("grafana")}/policy) == always ]]
      jq --exit-status '.services.grafana.image == "${grafana}"' /opt/monitoring/compose.yaml`,
  },
  {
    title: "what differs in the file is told",
    step: dockerCompose({ name: "monitoring", file: yaml.replace("v3.5.0", "v3.6.0") }),
    world: up,
    asks: "differs",
    says: "-    image: prom/prometheus:v3.5.0\n\\+    image: prom/prometheus:v3.6.0",
  },
  {
    title: "one is stopped",
    step,
    world: `${up}; set_container monitoring-grafana-1 status exited; set_container monitoring-grafana-1 code 1`,
    afterwards: `[[ -d ${at("grafana")} && ! -e ${at("grafana")}/status ]]`,
    says: "monitoring-grafana-1 is exited, exit code 1",
  },
  {
    title: "one is gone",
    step,
    world: `${up}; rm -r ${at("grafana")}`,
    says: "the container monitoring-grafana-1 is gone",
  },
  {
    title: "one has done its work",
    step,
    world: `${up}; set_container monitoring-grafana-1 status exited`,
    asks: "holds",
  },
  {
    title: "a mounted file has changed: the containers are made anew, once",
    step: mounted,
    world: `${up}; : >${mark}; : >${at("grafana")}/old`,
    afterwards: `[[ ! -e ${at("grafana")}/old && ! -e ${mark} ]]`,
    faults: true,
  },
  { title: "no mounted file has changed", step: mounted, world: up, asks: "holds" },
  {
    title: "a file that one service uses has changed: its containers alone are made anew, once",
    step: own,
    world: `${up}; : >${mark}@grafana; : >${at("grafana")}/old; : >${at("prometheus")}/old`,
    says: "what grafana uses has changed",
    afterwards: `[[ ! -e ${at("grafana")}/old && -e ${at("prometheus")}/old && ! -e ${mark}@grafana ]]`,
    faults: true,
  },
  {
    title: "a file that one service uses has changed, and with it the compose file: it is made once",
    step: own,
    world: `${up}; : >${mark}@grafana; echo old >/opt/monitoring/compose.yaml; for one in id 'label com.docker.compose.config-hash'; do printf old >"${at("grafana")}/$one"; done`,
    afterwards: `[[ ! -e ${mark}@grafana ]]; ! called_with docker --force-recreate || false`,
  },
  { title: "no file of a service has changed", step: own, world: up, asks: "holds" },
  {
    title: "a mounted file would be changed",
    step: mounted,
    world: `${up}; : >${mark}`,
    asks: "differs",
    says: "a file that it mounts has changed",
  },
  {
    title: "variables are kept where only root reads them",
    step: dockerCompose({
      name: "monitoring",
      file: localFile("files/compose.yaml", Buffer.from(yaml)),
      folder: "/srv/my monitoring",
      environment: { PASSWORD: "it's \\ $HOME", OTHER: env("OTHER") },
      ...span,
    }),
    values: { environment_OTHER: "open sesame" },
    world: there,
    afterwards: `
      [[ $(stat -c '%a %U' '/srv/my monitoring/.env') == '600 root' ]]
      cmp '/srv/my monitoring/.env' <(printf '%s\\n' "PASSWORD='it\\\\'s \\\\ \\$HOME'" "OTHER='open sesame'")`,
    secret: "open sesame",
  },
  {
    title: "a variable that .env cannot hold",
    step: dockerCompose({ name: "monitoring", file: yaml, environment: { OTHER: env("OTHER") } }),
    values: { environment_OTHER: "ends with \\" },
    world: there,
    asks: "fails",
    code: 22,
    says: "the value of OTHER cannot be written to .env",
    hides: "ends with",
  },
  {
    title: "variables from a file that another step makes",
    step: dockerCompose({ name: "monitoring", file: yaml, environmentFile: "/root/monitoring.env", ...span }),
    world: `${there}; put /root/monitoring.env A=1`,
    afterwards: "called_with docker /root/monitoring.env",
  },
  {
    title: "the file with variables has changed",
    step: dockerCompose({ name: "monitoring", file: yaml, environmentFile: "/root/monitoring.env", ...span }),
    world: `${up}; put /root/monitoring.env A=1`,
    asks: "differs",
  },
  {
    title: "Compose is a program of its own",
    step,
    world: `${there}; : >/var/world/no-compose-plugin; program docker-compose`,
    afterwards: `[[ -d ${at("grafana")} ]]`,
  },
  {
    title: "there is no Compose",
    step,
    world: `${there}; : >/var/world/no-compose-plugin`,
    asks: "fails",
    code: 22,
    says: "has to install docker-compose-plugin",
  },
  {
    title: "an image cannot be pulled",
    step,
    world: `in_registry ${prometheus}`,
    asks: "fails",
    code: 22,
    says: "manifest for grafana",
  },
  {
    title: "one dies at once",
    step,
    world: `${there}; behaves ${grafana} 'dies=yes code=3 log="no licence"'`,
    asks: "fails",
    code: 22,
    says: "no licence.*: exited, exit code 3.*monitoring-grafana-1 is exited, exit code 3",
  },
  {
    title: "one is never healthy",
    step,
    world: `${there}; behaves ${grafana} 'health=unhealthy health_log="refused" log="no database"'`,
    asks: "fails",
    code: 23,
    says: "its health check says: refused.*no database.*monitoring-grafana-1 is unhealthy, 4 tries",
  },
  {
    title: "one is started over and over",
    step,
    world: `${there}; behaves ${grafana} 'loops=yes log="no licence"'`,
    asks: "fails",
    code: 28,
    says: "no licence.*do not stay as they are",
  },
  { title: "Docker does not answer", step, world: `${up}; : >/var/world/docker-down`, asks: "fails", code: 22 },
];
