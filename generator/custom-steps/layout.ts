/** What is wrong with a line of a template. */
export interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

const BEGIN = /^\{\{fn\}\}_([a-z0-9_]+)\(\) ?\{/;
/** Nothing that Bash would run: blank lines, comments, and lines of Handlebars alone. */
const NOTHING = /^\s*(#.*|(\{\{[!#/^~][^}]*\}\}|\{\{~?else[^}]*\}\})*)\s*$/;

/**
 * Looks whether a template prints functions of its step and nothing else: what stood outside of them would run on the Proxmox host as soon
 * as the script is read. A function begins at the beginning of a line, and ends in that line or with a line that is `}`.
 */
export function layoutProblems(template: string): LineProblem[] {
  const found: LineProblem[] = [];
  const functions = new Set<string>();
  let inside = 0;
  for (const [i, text] of withoutComments(template).split("\n").entries()) {
    const begin = inside > 0 ? null : BEGIN.exec(text);
    if (begin) {
      functions.add(begin[1] ?? "");
      if (!text.trimEnd().endsWith("}") || text.trimEnd().endsWith("}}")) inside = i + 1;
    } else if (inside > 0) {
      if (text.trimEnd() === "}") inside = 0;
    } else if (!NOTHING.test(text)) {
      found.push({ line: i + 1, message: `'${text.trim().slice(0, 60)}' stands outside of a function of the step` });
      break;
    }
  }
  if (inside > 0) found.push({ line: inside, message: "the function that begins here has no end: a line that is }" });
  if (found.length > 0) return found;
  if (!["check", "apply", "verify"].some((name) => functions.has(name)))
    found.push({ line: 1, message: "the template prints no {{fn}}_check, {{fn}}_apply or {{fn}}_verify" });
  else if (functions.has("apply") && !functions.has("check"))
    found.push({
      line: 1,
      message: "the template prints {{fn}}_apply, but no {{fn}}_check that tells when it is needed",
    });
  return found;
}

/** Handlebars' comments made blank, line by line. */
const withoutComments = (template: string): string =>
  template.replace(/\{\{~?!--[\s\S]*?--~?\}\}/g, (comment) => comment.replace(/[^\n]/g, ""));
