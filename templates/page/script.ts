import { el } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";
import { highlighted } from "./highlight.ts";

/** Lines that are one block of the page, which the browser need not lay out before it is seen. */
const BLOCK = 100;

/** A container's script; its lines are made when it is opened first. */
export function scriptSection(fleet: Fleet, one: Container): HTMLElement {
  const lines = fleet.script(one);
  while (lines.at(-1) === "") lines.pop();
  const details = el(
    "details.script",
    {},
    el("summary", {}, el("code", {}, one.script.name), el("span", {}, `${lines.length} lines`)),
  ) as HTMLDetailsElement;
  details.addEventListener("toggle", () => details.open && open(details, lines));
  return el("section", { id: "script" }, el("h2", {}, "Script"), details);
}

function open(details: HTMLDetailsElement, lines: readonly string[]): void {
  if (details.querySelector("pre") !== null) return;
  const pre = el("pre.bash", { tabindex: 0, role: "region", "aria-label": "Script" });
  for (let at = 0; at < lines.length; at += BLOCK)
    pre.append(
      el(
        "code.block",
        {},
        ...lines
          .slice(at, at + BLOCK)
          .map((line, i) =>
            el("span.line", { id: `L${at + i + 1}`, "data-n": at + i + 1 }, ...highlighted(line), "\n"),
          ),
      ),
    );
  details.append(el("div.bar", {}, copyButton(lines)), pre);
}

function copyButton(lines: readonly string[]): HTMLElement {
  const button = el("button.copy", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(`${lines.join("\n")}\n`);
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser does not allow it";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  return button;
}

/** Opens the script, goes to a line, and marks the lines of its step. */
export function showLine(page: HTMLElement, line: number, one: Container): void {
  const details = page.querySelector<HTMLDetailsElement>("details.script");
  if (details === null) return;
  if (!details.open) {
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  }
  const step = one.steps.find(([, , , , from, to]) => from <= line && line <= to && from > 0);
  const last = step?.[5] ?? line;
  for (const marked of details.querySelectorAll(".line.marked")) marked.classList.remove("marked");
  for (let n = line; n <= last; n++) document.getElementById(`L${n}`)?.classList.add("marked");
  document.getElementById(`L${line}`)?.scrollIntoView({ block: "center" });
}
