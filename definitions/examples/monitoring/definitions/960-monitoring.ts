import {
  application,
  docker,
  dockerEngine,
  file,
  gib,
  http,
  local,
  mib,
  minutes,
  seconds,
  secret,
} from "phoenix-setup";

const address = "10.0.0.160";
const folder = "/opt/monitoring";

// Both are mounted into containers, which would not notice that the file has been replaced: Compose makes them anew after a change.
const scraped = file.local({ source: local("files/prometheus.yml"), path: `${folder}/prometheus.yml` });
const datasource = file.local({ source: local("files/datasource.yaml"), path: `${folder}/datasource.yaml` });

// Grafana takes it on at its very first start, and keeps it from then on, as this file does.
const password = secret.generated({
  title: "Grafana's admin password",
  path: `${folder}/admin-password`,
  length: 24,
  envFile: { path: `${folder}/.env`, key: "GRAFANA_ADMIN_PASSWORD" },
});

/** What Grafana says of itself as soon as it can work. */
const healthy = { path: "database", equals: "ok", otherwise: "again" } as const;

export default application({
  ctid: 960,
  name: "Monitoring",
  description: "Prometheus, and Grafana with Prometheus as its data source.",
  unprivileged: true,
  memory: mib(4096),
  cores: 2,
  disk: gib(40),
  network: { ip: `${address}/24`, gateway: "10.0.0.1", mac: "52:54:00:67:89:C0" },
  features: { nesting: true, keyctl: true },
  steps: [
    ...dockerEngine(),
    scraped,
    datasource,
    password,
    docker.compose({
      name: "monitoring",
      file: local("files/compose.yaml"),
      folder,
      environmentFile: `${folder}/.env`,
      restartOn: [scraped, datasource],
    }),
    http.answers({
      title: "Grafana is healthy",
      url: "http://localhost:3000/api/health",
      json: healthy,
      within: minutes(3),
    }),
    http.answers({
      title: "Prometheus sees itself up",
      url: "http://localhost:9090/api/v1/query?query=up",
      json: { path: "data.result.0.value.1", equals: "1", otherwise: "again" },
      within: minutes(2),
    }),
    http.answersFromHost({ url: `http://${address}:3000/api/health`, json: healthy, within: seconds(60) }),
  ],
});
