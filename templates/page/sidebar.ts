import { byId, el } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";
import { Search } from "./search.ts";
import { statusDot } from "./status.ts";

/** As many search results as anybody reads. */
const MOST = 60;

/** The list of containers: all as a tree, or those that a search has found. */
export class Sidebar {
  private readonly list = byId("list");
  private readonly count = byId("count");
  readonly query = byId<HTMLInputElement>("query");
  private search: Search | undefined;
  private current: number | undefined;
  private only: "all" | "attention" = "all";

  constructor(private readonly fleet: Fleet) {
    this.query.addEventListener("input", () => this.show());
    this.list.addEventListener("keydown", (event) => this.move(event));
    this.query.addEventListener("keydown", (event) => this.move(event));
    this.show();
    // Ready before the first letter is typed, but not before the page is seen.
    setTimeout(() => this.searched(), 100);
  }

  /** Marks the container that is shown. */
  mark(ctid: number | undefined): void {
    this.current = ctid;
    for (const link of this.links()) setCurrent(link, this.current);
    this.list.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  }

  /** Shows those alone that need attention, or all. */
  filter(only: "all" | "attention"): void {
    this.only = only;
    this.show();
  }

  private show(): void {
    const query = this.query.value.trim();
    document.body.classList.toggle("searching", query !== "");
    const all = query === "" ? this.inTree() : this.found(query);
    const shown = all.filter(({ container }) => this.only === "all" || container.status?.level === "attention");
    const several = this.fleet.hosts.length > 1;
    let host = "";
    const items: HTMLElement[] = shown
      .slice(0, query === "" ? shown.length : MOST)
      .flatMap(({ container, text, depth }) => {
        const own = this.fleet.text(container.host);
        const heading = several && query === "" && own !== host ? [el("li.host", {}, own)] : [];
        host = own;
        return [...heading, this.item(container, text, depth)];
      });
    if (query !== "" && shown.length > MOST)
      items.push(el("li.host", {}, `and ${shown.length - MOST} more: add a word to the search`));
    this.list.replaceChildren(...items);
    const total = this.fleet.containers.length;
    this.count.textContent = shown.length === total ? `${total} containers` : `${shown.length} of ${total} containers`;
  }

  private found(query: string): Row[] {
    return this.searched()
      .hits(query)
      .map((hit) => ({ ...hit, depth: 0 }));
  }

  private searched(): Search {
    this.search ??= new Search(this.fleet);
    return this.search;
  }

  private inTree(): Row[] {
    const below = (one: Container): Row[] => [
      { container: one, text: "", depth: one.depth },
      ...one.clones.flatMap(below),
    ];
    return this.fleet.roots.flatMap(below);
  }

  private item(container: Container, text: string, depth: number): HTMLElement {
    const { ctid, name, isTemplate } = container;
    const link = el(
      "a",
      {
        href: `#/${ctid}`,
        "data-ctid": ctid,
        class: `row depth-${Math.min(depth, 6)}${isTemplate ? " template" : ""}`,
      },
      el("span.ctid", {}, ctid),
      el("span.name", { title: name }, name),
      statusDot(container),
      text === "" ? null : el("span.why", {}, text),
    );
    setCurrent(link, this.current);
    return el("li", {}, link);
  }

  private links(): HTMLAnchorElement[] {
    return [...this.list.querySelectorAll<HTMLAnchorElement>("a")];
  }

  /** Up and down go through the list, Enter in the search field opens its first entry. */
  private move(event: KeyboardEvent): void {
    const links = this.links();
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const inField = document.activeElement === this.query;
    if (event.key === "Enter" && inField) links[0]?.click();
    else if (event.key === "ArrowDown") links[inField ? 0 : at + 1]?.focus();
    else if (event.key === "ArrowUp") (at <= 0 ? this.query : links[at - 1])?.focus();
    else return;
    event.preventDefault();
  }
}

interface Row {
  readonly container: Container;
  readonly text: string;
  readonly depth: number;
}

function setCurrent(link: HTMLElement, ctid: number | undefined): void {
  if (link.dataset["ctid"] === String(ctid)) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}
