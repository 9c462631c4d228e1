import { el } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";
import { statusCounts, statusDot } from "./status.ts";
import { tree } from "./tree.ts";

/** The fleet as a whole: what it consists of, and its tree. */
export function overview(fleet: Fleet, onFilter: (only: "all" | "attention") => void): HTMLElement {
  const templates = fleet.containers.filter(({ isTemplate }) => isTemplate).length;
  const applications = fleet.containers.length - templates;
  const { attention, fine } = statusCounts(fleet);
  const attend = el(
    "button.tile.attention",
    { type: "button", "aria-pressed": "false" },
    figure(attention, "need attention"),
  );
  attend.addEventListener("click", () => {
    const pressed = attend.getAttribute("aria-pressed") !== "true";
    attend.setAttribute("aria-pressed", String(pressed));
    onFilter(pressed ? "attention" : "all");
  });
  return el(
    "article.overview",
    {},
    el("h1", { tabindex: -1 }, fleet.data.title),
    el(
      "div.tiles",
      {},
      el("div.tile", {}, figure(applications, applications === 1 ? "application" : "applications")),
      el("div.tile", {}, figure(templates, templates === 1 ? "template" : "templates")),
      fleet.hosts.length > 1 ? el("div.tile", {}, figure(fleet.hosts.length, "hosts")) : null,
      fleet.data.status === undefined ? null : el("div.tile.fine", {}, figure(fine, "as described")),
      fleet.data.status === undefined ? null : attend,
    ),
    fleet.data.status === undefined ? null : el("p.source", {}, fleet.data.status.source),
    el("h2", {}, "Clone tree"),
    el(
      "p.legend",
      {},
      el("span.key.template", {}, "Template"),
      el("span.key.application", {}, "Application"),
      fleet.containers.some(({ dependsOn, waits, mounts }) => dependsOn.length + waits.length + mounts.length > 0)
        ? el("span.key.need", {}, "Depends on, waits for, or mounts")
        : null,
    ),
    el("div.picture", { tabindex: 0, role: "region", "aria-label": "Picture of the clone tree" }, tree(fleet)),
    el("h2", {}, "Containers"),
    containers(fleet),
  );
}

const figure = (number: number, words: string): (Node | string)[] => [el("strong", {}, number), ` ${words}`];

/** All containers, with the facts that are asked for most. */
function containers(fleet: Fleet): HTMLElement {
  return el(
    "table.fleet",
    {},
    el(
      "thead",
      {},
      el("tr", {}, ...["Container", "Kind", ...COLUMNS, "Steps"].map((name) => el("th", { scope: "col" }, name))),
    ),
    el("tbody", {}, ...fleet.containers.map((one) => row(fleet, one))),
  );
}

const COLUMNS = ["Address", "Memory", "Cores"];

function row(fleet: Fleet, one: Container): HTMLElement {
  const description = fleet.text(one.description);
  return el(
    "tr",
    {},
    el(
      "td",
      {},
      el("a.to", { href: `#/${one.ctid}` }, el("span.ctid", {}, one.ctid), " ", one.name),
      statusDot(one),
      description === "" ? null : el("p", {}, description),
    ),
    el("td", {}, one.isTemplate ? "Template" : "Application"),
    ...COLUMNS.map((name) =>
      el("td", {}, fact(fleet, one, name), el("span.unit", {}, name === "Cores" ? " cores" : "")),
    ),
    el("td", {}, one.steps.length, el("span.unit", {}, " steps")),
  );
}

function fact(fleet: Fleet, { facts }: Container, name: string): string {
  for (let i = 0; i < facts.length; i += 2)
    if (fleet.text(facts[i] ?? -1) === name) return fleet.text(facts[i + 1] ?? -1);
  return "";
}
