import { byId } from "./dom.ts";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const KEY = "phoenix-setup-theme";

/** Light and dark as the system has it, or as the reader wants it. */
export function startTheme(): void {
  const button = byId<HTMLButtonElement>("theme");
  let theme = remembered();
  const show = (): void => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.textContent = `Theme: ${{ system: "auto", light: "light", dark: "dark" }[theme]}`;
    button.dataset["theme"] = theme;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // A file that is opened from disk may have no storage.
    }
    show();
  });
  show();
}

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((one) => one === kept) ?? "system";
  } catch {
    return "system";
  }
}
