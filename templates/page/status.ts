import { el } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";

const WORDS = { fine: "as described", attention: "needs attention", unknown: "unknown" };

/** A dot in the list for what `status` said of a container. */
export function statusDot({ status }: Container): HTMLElement | null {
  if (status === undefined) return null;
  return el(
    "span",
    { class: `dot ${status.level}`, title: status.summary },
    el("span.hidden", {}, `, ${WORDS[status.level]}`),
  );
}

/** What `status` said of a container, and what differs. */
export function statusPanel({ status }: Container, fleet: Fleet): HTMLElement | null {
  if (status === undefined) return null;
  return el(
    "section",
    { class: `status ${status.level}`, "aria-label": "Status" },
    el("h2", {}, el("span", { class: `dot ${status.level}`, "aria-hidden": "true" }), status.summary),
    status.details.length === 0 ? null : el("ul", {}, ...status.details.map((line) => el("li", {}, line))),
    fleet.data.status === undefined ? null : el("p.source", {}, fleet.data.status.source),
  );
}

/** How many containers are as they should be. */
export function statusCounts(fleet: Fleet): {
  readonly fine: number;
  readonly attention: number;
  readonly unknown: number;
} {
  const counts = { fine: 0, attention: 0, unknown: 0 };
  for (const { status } of fleet.containers) if (status !== undefined) counts[status.level]++;
  return counts;
}
