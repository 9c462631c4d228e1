import type { Catalogue } from "../../generator/hosts/graph/page/catalogue.ts";
import { containerPage } from "./container.ts";
import { byId, el } from "./dom.ts";
import { Fleet } from "./fleet.ts";
import { startKeys } from "./keys.ts";
import { overview } from "./overview.ts";
import { showLine } from "./script.ts";
import { Sidebar } from "./sidebar.ts";
import { startTheme } from "./theme.ts";

const fleet = new Fleet(JSON.parse(byId("data").textContent ?? "") as Catalogue);
const main = byId("main");
startTheme();
const sidebar = new Sidebar(fleet);
startKeys(fleet, sidebar);

/** What the address names: `#/910`, a part of it, `#/910/steps`, or a line of its script, `#/910/L120`. */
const ADDRESS = /^#\/(\d+)(?:\/(?:L(\d+)|([\w-]+)))?$/;

let shown = "";
let isFirst = true;

function show(): void {
  const [, ctid, line, part] = ADDRESS.exec(location.hash) ?? [];
  const one = ctid === undefined ? undefined : fleet.find(Number(ctid));
  const name = one === undefined ? (ctid ?? "") : String(one.ctid);
  const isNew = name !== shown || isFirst;
  if (isNew) {
    document.body.classList.toggle("detail", ctid !== undefined);
    main.replaceChildren(pageOf(one, ctid));
    document.title = one === undefined ? fleet.data.title : `${one.ctid} ${one.name} – ${fleet.data.title}`;
    sidebar.mark(one?.ctid);
    window.scrollTo(0, 0);
    shown = name;
    // The reader's focus follows what is read, but stays where it is as the page is opened.
    if (!isFirst) main.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    isFirst = false;
  }
  if (one !== undefined && line !== undefined) showLine(main, Number(line), one);
  else if (part !== undefined) main.querySelector(`[id="${part}"]`)?.scrollIntoView();
}

function pageOf(one: ReturnType<Fleet["find"]>, ctid: string | undefined): HTMLElement {
  if (one !== undefined) return containerPage(fleet, one);
  if (ctid === undefined) return overview(fleet, (only) => sidebar.filter(only));
  return el(
    "article",
    {},
    el("h1", { tabindex: -1 }, `There is no container ${ctid}`),
    el("p", {}, el("a", { href: "#/" }, "All containers")),
  );
}

document.querySelector(".skip")?.addEventListener("click", (event) => {
  // Its address would be that of another page.
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", show);
show();
