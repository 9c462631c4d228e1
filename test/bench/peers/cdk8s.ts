// One chart a container: its files as a ConfigMap, its work as a Deployment, each chart written as a file of its own.
import { readdirSync } from "node:fs";
import { ApiObject, App, Chart, YamlOutputType } from "cdk8s";

interface Container {
  readonly ctid: number;
  readonly name: string;
  readonly memory: number;
  readonly image: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly commands: readonly { readonly title: string; readonly check: string; readonly apply: string }[];
}

const app = new App({ outdir: "out", yamlOutputType: YamlOutputType.FILE_PER_CHART });
for (const file of readdirSync("definitions").sort()) {
  const { default: one } = (await import(`${process.cwd()}/definitions/${file}`)) as { default: Container };
  const chart = new Chart(app, `${one.name}-${one.ctid}`, { labels: { app: one.name } });
  new ApiObject(chart, "files", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: Object.fromEntries(one.files.map(({ path, content }) => [path.replaceAll("/", "_"), content])),
  });
  new ApiObject(chart, "work", {
    apiVersion: "apps/v1",
    kind: "Deployment",
    spec: {
      selector: { matchLabels: { app: one.name } },
      template: {
        metadata: { labels: { app: one.name } },
        spec: {
          containers: one.commands.map(({ title, check, apply }, i) => ({
            name: `${one.name}-${i}`,
            image: one.image,
            command: ["sh", "-c", `${check} || ${apply}`],
            env: [{ name: "TITLE", value: title }],
            resources: { limits: { memory: `${one.memory}Mi` } },
          })),
        },
      },
    },
  });
}
app.synth();
