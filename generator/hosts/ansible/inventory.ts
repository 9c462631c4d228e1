import type { ExportedContainer, ExportedNode } from "./container.ts";
import type { Yaml } from "./yaml.ts";

/** Returns the containers as hosts of the inventory, in the order of set-up. */
export const containerHosts = (containers: readonly ExportedContainer[]): Yaml =>
  Object.fromEntries(inOrder(containers).map((one) => [hostName(one.ctid), variables(one)]));

const inOrder = (containers: readonly ExportedContainer[]): ExportedContainer[] =>
  [...containers].sort((a, b) => a.round - b.round);

/** Returns the groups of the containers: by host, kind and depth. */
export function containerGroups(containers: readonly ExportedContainer[]): Yaml {
  const ordered = inOrder(containers);
  const groups = new Map<string, Yaml>();
  const group = (name: string, of: readonly ExportedContainer[]): void => {
    if (of.length > 0) groups.set(name, { hosts: Object.fromEntries(of.map((one) => [hostName(one.ctid), null])) });
  };
  const values = <Key>(key: (one: ExportedContainer) => Key): Key[] => [...new Set(ordered.map(key))];
  for (const name of values((one) => one.node.group))
    group(
      name,
      ordered.filter((one) => one.node.group === name),
    );
  for (const kind of ["template", "application"] as const)
    group(
      `${kind}s`,
      ordered.filter((one) => one.kind === kind),
    );
  for (const depth of values((one) => one.depth))
    group(
      `depth_${depth}`,
      ordered.filter((one) => one.depth === depth),
    );
  return Object.fromEntries(groups);
}

/** Returns the name of a container in the inventory. */
export const hostName = (ctid: number): string => `ct${ctid}`;

function variables(container: ExportedContainer): Yaml {
  const { ctid, name, definition, depth, round, node, template, needs, create, script } = container;
  return {
    container_ctid: ctid,
    container_name: name,
    container_definition: definition,
    container_node: node.name,
    container_node_group: node.group,
    container_depth: depth,
    container_round: round,
    container_needs: needs.map(hostName),
    ...(template !== undefined && {
      container_template: template.ctid,
      container_template_snapshot: template.snapshot,
    }),
    container_create: create,
    container_settings: container.settings,
    container_script_settings: container.scriptSettings,
    container_disk: container.disk,
    container_storage: container.storage,
    container_unprivileged: container.unprivileged,
    container_script: script.name,
    container_script_folder: node.scriptFolder,
    container_script_sha256: script.sha256,
  };
}

/** Returns how the Proxmox VE hosts are reached, as far as the definitions say. */
export function nodesInventory(nodes: readonly ExportedNode[]): Yaml {
  return Object.fromEntries(nodes.map(({ name, ssh }) => [name, connection(ssh ?? name)]));
}

/** `root@pve1`, `pve1` or `ssh://root@pve1:2222` as Ansible's variables. */
function connection(destination: string): Yaml {
  const [, user, host = destination, port] =
    /^(?:ssh:\/\/)?(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(destination) ?? [];
  return {
    ansible_host: host.replace(/^\[(.*)\]$/, "$1"),
    ansible_user: user ?? "root",
    ...(port !== undefined && { ansible_port: Number(port) }),
  };
}
