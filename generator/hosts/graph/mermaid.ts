import { arrowText, byHost, type Dependency, type FleetGraph, foldersOf, type GraphContainer } from "./fleet-graph.ts";

/** The fleet as a flow chart of Mermaid, with the arrows of `dot`. */
export function mermaid(graph: FleetGraph): string {
  const hosts = byHost(graph.containers);
  const folders = foldersOf(graph);
  const idOf = (host: string, folder: string): string =>
    `f${folders.findIndex((one) => one.host === host && one.folder === folder)}`;
  const nodesOf = (host: string): string[] => [
    ...(hosts.get(host) ?? []).map(node),
    ...folders.filter((one) => one.host === host).map(({ folder }) => `${idOf(host, folder)}[(${quoted(folder)})]`),
  ];
  const groups = [...hosts.keys()].flatMap((host, i) =>
    hosts.size === 1
      ? nodesOf(host)
      : [`subgraph h${i} [${quoted(host)}]`, ...nodesOf(host).map((line) => `  ${line}`), "end"],
  );
  const hostOf = new Map(graph.containers.map(({ ctid, host }) => [ctid, host]));
  const edge = (one: Dependency): string => {
    const to = one.kind === "mounts" ? idOf(hostOf.get(one.from) ?? "", one.folder) : `c${one.to}`;
    return `c${one.from} -. ${quoted(arrowText(one))} .-> ${to}`;
  };
  const templates = graph.containers.filter(({ kind }) => kind === "template").map(({ ctid }) => `c${ctid}`);
  return [
    "flowchart LR",
    ...[
      ...groups,
      ...graph.containers.flatMap(({ ctid, parent }) => (parent === null ? [] : [`c${parent} --> c${ctid}`])),
      ...graph.dependencies.map(edge),
      ...(templates.length === 0
        ? []
        : ["classDef template fill:#e6f0ff,stroke:#8a94a6,color:#101828", `class ${templates.join(",")} template`]),
    ].map((line) => `  ${line}`),
  ].join("\n");
}

const node = ({ ctid, name, kind }: GraphContainer): string => {
  const label = quoted(`${ctid} ${name}`);
  return kind === "template" ? `c${ctid}([${label}])` : `c${ctid}[${label}]`;
};

/** A label of Mermaid: what is neither letter, digit nor a few harmless signs stands there by its number, so that nothing in it is markup. */
const quoted = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ./:,_-]/gu, (sign) => `#${sign.codePointAt(0)};`)}"`;
