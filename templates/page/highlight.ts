import { el } from "./dom.ts";

/** Names of the parts of Bash that have a colour. */
const PARTS = ["comment", "text", "variable", "function", "keyword", "number"] as const;

const BASH = new RegExp(
  [
    /((?:^|(?<=[\s;(]))#.*)/,
    /(\$?'(?:[^'\\]|\\.|\\$)*'|'[^']*'|"(?:[^"\\]|\\.)*")/,
    /(\$\{[^}]*\}|\$\w+|\$[@#?*!$-])/,
    /(^\w+(?=\(\)))/,
    /(?<![\w./-])(if|then|elif|else|fi|for|while|until|do|done|case|esac|in|function|local|return|exit|readonly|declare|set|shopt|trap|unset|shift|break|continue|printf)(?![\w./=-])/,
    /(?<![\w./-])(\d+)(?![\w./-])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** A line of Bash with its parts marked, as nodes of text: whatever it holds, none of it is markup. */
export function highlighted(line: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const match of line.matchAll(BASH)) {
    const part = PARTS[match.slice(1).findIndex((one) => one !== undefined)];
    if (match.index > at) nodes.push(line.slice(at, match.index));
    nodes.push(el(`span.${part}`, {}, match[0]));
    at = match.index + match[0].length;
  }
  if (at < line.length) nodes.push(line.slice(at));
  return nodes;
}
