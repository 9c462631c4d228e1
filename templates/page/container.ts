import { el } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";
import { scriptSection } from "./script.ts";
import { statusPanel } from "./status.ts";
import { stepsSection } from "./steps.ts";

/** A container's page. */
export function containerPage(fleet: Fleet, one: Container): HTMLElement {
  const { ctid, name, isTemplate } = one;
  const description = fleet.text(one.description);
  const snapshot = fleet.text(one.snapshot);
  return el(
    "article.container",
    {},
    trail(fleet, one),
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, el("span.ctid", {}, ctid), " ", name),
      el(
        "p.kind",
        {},
        el(`span.badge.${isTemplate ? "template" : "application"}`, {}, isTemplate ? "Template" : "Application"),
        origin(fleet, one),
      ),
      description === "" ? null : el("p.lead", {}, description),
    ),
    statusPanel(one, fleet),
    el(
      "nav.tabs",
      { "aria-label": "Parts of this page" },
      ...TABS.map(([id, label]) => el("a", { href: `#/${ctid}/${id}` }, label)),
    ),
    el(
      "section",
      { id: "facts" },
      el("h2", {}, "Facts"),
      facts(fleet, one),
      relation("Ends as snapshot", snapshot === "" ? [] : [el("code", {}, snapshot)]),
      relation("Cloned into", one.clones.map(link)),
      relation("Depends on", one.dependsOn.flatMap((other) => fleet.find(other) ?? []).map(link)),
      relation("Needed by", fleet.containers.filter(({ dependsOn }) => dependsOn.includes(ctid)).map(link)),
      relation("Waits for", one.waits.flatMap((other) => fleet.find(other) ?? []).map(link)),
      relation("Waited for by", fleet.containers.filter(({ waits }) => waits.includes(ctid)).map(link)),
      relation("Mounts of the host", mounts(fleet, one)),
    ),
    stepsSection(fleet, one),
    commands(fleet, one),
    exits(fleet, one),
    scriptSection(fleet, one),
  );
}

const TABS = [
  ["facts", "Facts"],
  ["steps", "Steps"],
  ["commands", "Commands"],
  ["exits", "Exit codes"],
  ["script", "Script"],
] as const;

/** The chain of clones down to the container. */
function trail(fleet: Fleet, one: Container): HTMLElement {
  const chain = fleet.chain(one).slice(0, -1);
  return el(
    "nav.trail",
    { "aria-label": "Clone chain" },
    el("a", { href: "#/" }, "All containers"),
    ...chain.flatMap((other) => [el("span", { "aria-hidden": "true" }, "›"), link(other)]),
  );
}

const link = ({ ctid, name }: Container): HTMLElement =>
  el("a.to", { href: `#/${ctid}` }, el("span.ctid", {}, ctid), " ", name);

function origin(fleet: Fleet, one: Container): string {
  const parent = one.parent === null ? undefined : fleet.find(one.parent);
  const host = fleet.hosts.length > 1 ? `, on ${fleet.text(one.host)}` : "";
  if (parent === undefined) return `created from an OS template${host}`;
  return `cloned from ${parent.ctid} at ${fleet.text(parent.snapshot)}${host}`;
}

function facts(fleet: Fleet, { facts: list }: Container): HTMLElement {
  const rows: HTMLElement[] = [];
  for (let i = 0; i < list.length; i += 2) {
    const [name, value] = [fleet.text(list[i] ?? -1), fleet.text(list[i + 1] ?? -1)];
    rows.push(el("div", { class: value.length > 24 ? "wide" : undefined }, el("dt", {}, name), el("dd", {}, value)));
  }
  return el("dl.facts", {}, ...rows);
}

function relation(name: string, things: readonly HTMLElement[]): HTMLElement | null {
  if (things.length === 0) return null;
  return el("div.relation", {}, el("h3", {}, name), el("ul", {}, ...things.map((thing) => el("li", {}, thing))));
}

function mounts(fleet: Fleet, { mounts: list }: Container): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let i = 0; i < list.length; i += 2)
    found.push(el("span", {}, el("code", {}, fleet.text(list[i] ?? -1)), ` ${fleet.text(list[i + 1] ?? -1)}`));
  return found;
}

function commands(fleet: Fleet, one: Container): HTMLElement {
  const lines = one.pct.map((line) => fleet.text(line));
  const list = (name: string, texts: readonly string[]): HTMLElement | null =>
    texts.length === 0
      ? null
      : el("div", {}, el("h3", {}, name), el("ul.plain", {}, ...texts.map((text) => el("li", {}, text))));
  return el(
    "section",
    { id: "commands" },
    el("h2", {}, "Commands"),
    el("h3", {}, "Made by an orchestrator, or by hand on the host"),
    code(lines),
    el("h3", {}, "Then, as root on the host, as often as you like"),
    code([`${one.script.name} ${one.ctid}`]),
    list(
      "Read on the host before the first step",
      one.values.map((text) => fleet.text(text)),
    ),
    list(
      "Accepted warnings",
      one.accepted.map((text) => fleet.text(text)),
    ),
  );
}

const code = (lines: readonly string[]): HTMLElement =>
  el("pre.shell", { tabindex: 0 }, el("code", {}, lines.join("\n")));

function exits(fleet: Fleet, one: Container): HTMLElement {
  const rows = (fleet.data.exits[one.exits] ?? []).map((text) => /^(\d+)\s+(.*)$/.exec(fleet.text(text)));
  return el(
    "section",
    { id: "exits" },
    el("h2", {}, "Exit codes"),
    el(
      "table.exits",
      {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Code"), el("th", { scope: "col" }, "Meaning"))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, el("td", {}, row?.[1]), el("td", {}, row?.[2])))),
    ),
  );
}
