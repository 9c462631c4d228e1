import type { Fleet } from "./fleet.ts";
import type { Sidebar } from "./sidebar.ts";

/** Keys for the whole page: `/` searches, Escape ends the search, `[` and `]` go to the container before and after. */
export function startKeys(fleet: Fleet, { query }: Sidebar): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target === query;
    if (event.key === "Escape") {
      if (query.value === "" && inField) query.blur();
      query.value = "";
      query.dispatchEvent(new Event("input"));
    } else if (event.key === "/" && !inField) {
      query.focus();
      query.select();
    } else if ((event.key === "[" || event.key === "]") && !inField) {
      const shown = /^#\/(\d+)/.exec(location.hash)?.[1];
      const at = fleet.containers.findIndex(({ ctid }) => String(ctid) === shown);
      const next = fleet.containers[event.key === "]" ? at + 1 : at - 1];
      if (next !== undefined) location.hash = `#/${next.ctid}`;
    } else return;
    if (event.key !== "Escape") event.preventDefault();
  });
}
