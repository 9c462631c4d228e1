import { arrowText, byHost, type Dependency, type FleetGraph, type GraphContainer } from "./fleet-graph.ts";

/** The clone tree as lines for a terminal; a host has a heading if there is more than one. */
export function textTree(graph: FleetGraph): string {
  const hosts = byHost(graph.containers);
  const blocks = [...hosts].map(([host, containers]) => {
    const lines = treeOf(containers, graph.dependencies);
    return [...(hosts.size > 1 ? [host] : []), ...lines].join("\n");
  });
  return blocks.join("\n\n");
}

function treeOf(containers: readonly GraphContainer[], dependencies: readonly Dependency[]): string[] {
  const here = new Set(containers.map(({ ctid }) => ctid));
  const children = new Map<number | null, GraphContainer[]>();
  for (const one of containers) {
    const parent = one.parent !== null && here.has(one.parent) ? one.parent : null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [one]);
    else siblings.push(one);
  }
  const needs = new Map<number, Dependency[]>();
  for (const one of dependencies) needs.set(one.from, [...(needs.get(one.from) ?? []), one]);

  const below = (ctid: number, indent: string): string[] => {
    const clones = children.get(ctid) ?? [];
    return clones.flatMap((clone, i) => {
      const last = i === clones.length - 1;
      return [
        `${indent}${last ? "└─ " : "├─ "}${describe(clone, needs.get(clone.ctid))}`,
        ...below(clone.ctid, `${indent}${last ? "   " : "│  "}`),
      ];
    });
  };
  return (children.get(null) ?? []).flatMap((root) => [describe(root, needs.get(root.ctid)), ...below(root.ctid, "")]);
}

function describe({ ctid, name, snapshot }: GraphContainer, needs: readonly Dependency[] = []): string {
  const end = snapshot === null ? "" : `, snapshot '${snapshot}'`;
  return `${ctid} ${name}${end}${needs.map((need) => `, ${dependencyText(need)}`).join("")}`;
}

/** `depends on 940`, `waits for 940`, or `mounts /tank/media read-only`. */
export function dependencyText(need: Dependency): string {
  if (need.kind === "mounts") return `mounts ${need.folder}${need.writable ? "" : " read-only"}`;
  return `${arrowText(need)} ${need.to}`;
}
