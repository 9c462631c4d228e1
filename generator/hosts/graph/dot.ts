import { arrowText, byHost, type Dependency, type FleetGraph, foldersOf, type GraphContainer } from "./fleet-graph.ts";

/** The fleet in the language of Graphviz: an arrow leads from a template to its clones, a dashed one to what a container depends on. */
export function dot(graph: FleetGraph): string {
  const hosts = byHost(graph.containers);
  const folders = foldersOf(graph);
  const nodesOf = (host: string): string[] => [
    ...(hosts.get(host) ?? []).map(node),
    ...folders.filter((one) => one.host === host).map(folderNode),
  ];
  const groups = [...hosts.keys()].flatMap((host, i) =>
    hosts.size === 1
      ? nodesOf(host)
      : [`subgraph cluster_${i} {`, ...[`label=${quoted(host)}`, ...nodesOf(host)].map((line) => `  ${line}`), "}"],
  );
  const hostOf = new Map(graph.containers.map(({ ctid, host }) => [ctid, host]));
  return [
    "digraph fleet {",
    ...[
      "rankdir=LR",
      'graph [fontname="Helvetica", fontsize=12, color="#8a94a6", ranksep=0.7, nodesep=0.2]',
      'node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11, color="#8a94a6", fillcolor="#ffffff"]',
      'edge [fontname="Helvetica", fontsize=9, color="#667085", fontcolor="#475467", arrowsize=0.7]',
      ...groups,
      ...graph.containers.flatMap(cloneEdge),
      ...graph.dependencies.map((one) => dependencyEdge(one, hostOf.get(one.from) ?? "")),
    ].map((line) => `  ${line}`),
    "}",
  ].join("\n");
}

function node({ ctid, name, kind }: GraphContainer): string {
  const fill = kind === "template" ? ', fillcolor="#e6f0ff"' : "";
  return `${quoted(String(ctid))} [label=${quoted(`${ctid}\n${name}`)}${fill}]`;
}

const folderNode = ({ host, folder }: { host: string; folder: string }): string =>
  `${quoted(folderId(host, folder))} [label=${quoted(folder)}, shape=folder, style=filled, fillcolor="#fff7e0"]`;

const folderId = (host: string, folder: string): string => `${host}:${folder}`;

const cloneEdge = ({ ctid, parent }: GraphContainer): string[] =>
  parent === null ? [] : [`${quoted(String(parent))} -> ${quoted(String(ctid))}`];

function dependencyEdge(one: Dependency, host: string): string {
  const to = one.kind === "mounts" ? folderId(host, one.folder) : String(one.to);
  return `${quoted(String(one.from))} -> ${quoted(to)} [label=${quoted(arrowText(one))}, style=dashed, constraint=false]`;
}

/** A string of Graphviz, in which a backslash begins an escape, and a line end is one. */
const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
