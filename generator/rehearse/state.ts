import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTree } from "./tree.ts";

/**
 * All that a run may leave on a host and in its container: configuration with snapshots and their descriptions, applied
 * steps, power, and every file but the log, locks and what `pct` makes at a start. By name, so that a difference can be told.
 */
export type State = ReadonlyMap<string, string>;

export function readState(simulator: string, ctid: number): State {
  const here = join(simulator, "state", String(ctid));
  const state = new Map<string, string>();
  const add = (what: string, folder: string) => {
    for (const [path, text] of readTree(folder)) if (!isIncidental(path, ctid)) state.set(`${what} ${path}`, text);
  };
  state.set("configuration", readConfiguration(simulator, ctid).replace(/^snaptime: \d+\n/gm, ""));
  state.set("power", existsSync(join(here, "running")) ? "running" : "stopped");
  add("applied", join(here, "steps"));
  add("container", join(here, "root"));
  add("snapshot", join(here, "snapshots"));
  add("host", join(simulator, "host"));
  // Where programs on the host make their temporary files.
  add("temporary", join(simulator, "tmp"));
  return state;
}

export function readConfiguration(simulator: string, ctid: number): string {
  return readFileSync(join(simulator, `host/etc/pve/lxc/${ctid}.conf`), "latin1");
}

const isIncidental = (path: string, ctid: number) =>
  /(^|\/)run\/(lock\/([^/]+\/)*|phoenix-setup\/)[^/]+\.lock$/.test(path) ||
  path === "run/phoenix-setup/" ||
  /^var\/lib\/(lxc\/(\d+\/)?)?$/.test(path) ||
  path === "var/log/phoenix_hypervisor.log" ||
  /^var\/lib\/phoenix-setup\/(runs\/(\d+(\.check)?\.json)?)?$/.test(path) ||
  path === `etc/pve/lxc/${ctid}.conf`;

/** What differs, a line each; none if the states are the same. */
export function differences(wanted: State, found: State): string[] {
  return [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((name) => {
    const [want, have] = [wanted.get(name), found.get(name)];
    if (want === have) return [];
    if (have === undefined) return [`missing: ${name}`];
    if (want === undefined) return [`not expected: ${name}`];
    return [`${name} differs: ${firstDifference(want, have)}`];
  });
}

function firstDifference(want: string, have: string): string {
  const [wanted, found] = [want.split("\n"), have.split("\n")];
  const at = wanted.findIndex((line, index) => line !== found[index]);
  const line = at < 0 ? wanted.length : at;
  return `line ${line + 1} is '${found[line] ?? ""}' instead of '${wanted[line] ?? ""}'`;
}

/** What nobody will come back for. A mark that tells the next run to make up for a restart is no such thing. */
export function leftBehind(state: State, before: State, end: State): string[] {
  return [...state.keys()].filter(
    (name) => !before.has(name) && !end.has(name) && !/^(host|container) run\/phoenix-setup-restart-/.test(name),
  );
}

/** Whether there is a snapshot that lacks what it must hold: a complete one is exactly that of a fresh run. */
export function prematureSnapshot(state: State, end: State): boolean {
  const names = [...state.keys()].filter((name) => name.startsWith("snapshot "));
  return names.some((name) => state.get(name) !== end.get(name));
}
