import type { Deployed } from "../../hosts/deploy/deploy-to-host.ts";
import type { Target } from "../../hosts/deploy/targets.ts";
import type { Data } from "../json/data.ts";
import { count } from "./count.ts";
import { diffOf } from "./diff.ts";
import type { Line } from "./outcome.ts";

/** How a deployment is told. */
interface Shown {
  readonly prune: boolean;
  /** Whether it was about the whole fleet: only then are orphans known. */
  readonly whole: boolean;
  readonly colour: boolean;
}

/** What is said of one host. */
export function deployedLines(target: Target, deployed: Deployed, reason: string | null, shown: Shown): Line[] {
  const { host, created, changed, unchanged, orphans, pruned, links, outcome } = deployedData(
    target,
    deployed,
    reason,
    shown,
  );
  const would = outcome === "would change" ? "would be " : "";
  const path = (name: string): string => `${host}:${name}`;
  const diffs = differencesOf(target, deployed).map((one): Line => ["out", diffOf(one, shown.colour)]);
  if (reason !== null) return [...diffs, ["err", reason]];
  return [
    ...diffs,
    ...created.map((name): Line => ["err", `${would}created ${path(name)}`]),
    ...changed.map((name): Line => ["err", `${would}changed ${path(name)}`]),
    ...links.map((name): Line => ["err", `${would}linked  ${path(name)}`]),
    ...pruned.map((name): Line => ["err", `${would}removed ${path(name)}`]),
    ...orphans
      .filter((name) => !pruned.includes(name))
      .map((name): Line => ["err", `orphan  ${path(name)}: no definition describes it`]),
    [
      "err",
      `${host}: ${count(created.length + changed.length, "script")} ${would}deployed, ${unchanged.length} unchanged`,
    ],
  ];
}

/** The same as data. */
export function deployedData(
  target: Target,
  deployed: Deployed,
  reason: string | null,
  { prune, whole }: Shown,
): Data<"deploy">["hosts"][number] {
  const { files, links, orphans, outcome } = deployed;
  const named = (...states: readonly string[]): string[] =>
    files.filter(({ state }) => states.includes(state)).map(({ name }) => name);
  const seen = whole ? orphans : [];
  return {
    host: target.host.name,
    ssh: target.destination,
    folder: target.host.scriptFolder,
    outcome,
    reason,
    created: named("missing"),
    changed: named("changed", "mode", "edited", "foreign"),
    unchanged: named("same"),
    edited: named("edited", "foreign"),
    links: links.filter(({ state }) => state !== "same").map(({ link }) => link),
    orphans: seen.map(({ name }) => name),
    pruned: prune ? seen.filter(({ origin }) => origin === "ours").map(({ name }) => name) : [],
    differences: differencesOf(target, deployed).map((one) => ({ script: one.script, diff: diffOf(one, false) })),
  };
}

const differencesOf = ({ scripts }: Target, { texts }: Deployed) =>
  scripts
    .filter(({ name }) => texts.has(name))
    .map(({ name, read }) => ({ script: name, before: texts.get(name), after: Buffer.from(read()).toString() }));
