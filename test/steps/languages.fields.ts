import { word } from "../../generator/bash/word.ts";
import { sh } from "../../generator/dsl/shell.ts";
import { aptDeb } from "../../generator/steps/kinds/apt-deb.ts";
import { type GitCheckoutOptions, gitCheckout } from "../../generator/steps/kinds/git-checkout.ts";
import { type PythonVenvOptions, pythonVenv } from "../../generator/steps/kinds/python-venv.ts";
import { type Field, inFolder, oneLine, oneWord } from "./field.ts";

const python = "program python3";
const venv = (options: Partial<PythonVenvOptions>) => {
  const given = options.requirementsFile === undefined ? { requirements: [] } : {};
  return pythonVenv({ path: "/srv/venv", ...given, ...options });
};
/** What a branch or tag may hold of a text; see git-check-ref-format(1). */
const inRef = (text: string) => `x${oneWord(text).replace(/[/.@~^:?*[\\{]/g, "·")}`;
/** Git itself is not asked: it only writes down how it was called. */
const git = "rm -f /var/world/bin/git; note_calls git; mkdir -p /srv/app/.git";
const checkout = (options: Partial<GitCheckoutOptions>) => {
  const at = options.branch === undefined ? { tag: "v1", ...options } : options;
  return gitCheckout({ repository: "https://h/", path: "/srv/app", ...at });
};

/** What languages and packages are brought by, besides apt's own sources. */
export const fields: readonly Field[] = [
  {
    kind: "apt-deb",
    field: "file",
    fit: inFolder,
    step: (text) => aptDeb({ package: "bat", file: `/srv/x${text}` }),
    world: `put "/srv/x$expected" 'deb bat 1'`,
    see: "is_there /var/lib/phoenix-setup/deb/bat",
  },
  {
    kind: "python-venv",
    field: "path",
    fit: inFolder,
    step: (text, unique) => venv({ path: `/opt/${unique}/x${text}` }),
    world: python,
    see: (unique) => `is_there "/opt/${unique}/x$expected/.phoenix-setup"`,
  },
  {
    kind: "python-venv",
    field: "requirements",
    fit: oneLine,
    step: (text) => venv({ requirements: ["a", text] }),
    world: python,
    see: `content /srv/venv/installed ${word("a\n")} $'\\n'`,
  },
  {
    kind: "python-venv",
    field: "requirementsFile",
    fit: inFolder,
    step: (text, unique) => venv({ requirementsFile: `/etc/${unique}/x${text}` }),
    world: (_text, unique) => `${python}; put "/etc/${unique}/x$expected" "$expected"`,
    see: "content /srv/venv/installed '' $'\\n'",
  },
  {
    kind: "python-venv",
    field: "index",
    fit: (text) => oneWord(text).replaceAll("@", "·"),
    step: (text) => venv({ index: `http://h/${text}` }),
    world: python,
    see: "argument python http://h/",
  },
  {
    kind: "git-checkout",
    field: "repository",
    fit: oneWord,
    step: (text) => checkout({ repository: `https://h/${text}` }),
    world: git,
    see: "argument git https://h/",
  },
  {
    kind: "git-checkout",
    field: "path",
    fit: inFolder,
    step: (text) => checkout({ path: `/srv/x${text}` }),
    world: git,
    see: 'argument git /srv/x && is_there "/srv/x$expected"',
  },
  {
    kind: "git-checkout",
    field: "tag",
    fit: inRef,
    step: (tag) => checkout({ tag }),
    world: git,
    see: "argument git refs/tags/ '^{commit}'",
  },
  {
    kind: "git-checkout",
    field: "branch",
    fit: inRef,
    step: (branch) => checkout({ branch }),
    world: git,
    see: "argument git refs/remotes/origin/",
  },
  {
    kind: "git-checkout",
    field: "build",
    step: (text) => checkout({ build: sh`printf %s ${text} >/srv/built` }),
    world: git,
    see: "content /srv/built",
  },
];
