import { withUsed } from "../../generator/handlebars/parts.ts";
import type { Cases } from "./case.ts";

/** Paths that differ from the last commit, one a line (`npm run test:quick`); undefined if everything is wanted. */
const differing = process.env["PHOENIX_CHANGED"]?.split("\n").filter(Boolean);

/** What the cases of every kind stand on. */
const common =
  /^(templates\/(runtime\/|setup-script)|generator\/(bash|dsl|handlebars|render|formats)\/|generator\/steps\/options\/|test\/steps\/((inside|stand-ins)\/|(case|jobs|sandbox|program)[.]))/;

/** Whether the cases of this kind are wanted: all, or those that something changed could change. */
export function isWanted({ kind, cases }: Cases, changed: readonly string[] | undefined = differing): boolean {
  if (changed === undefined) return true;
  const parts = new Set(cases.flatMap(({ step }) => withUsed(step.shared)));
  const own = [
    `test/steps/${kind}.cases.ts`,
    `templates/steps/${kind}.sh.hbs`,
    `generator/steps/kinds/${kind}.ts`,
    ...[...parts].map((part) => `templates/shared/${part}.sh.hbs`),
  ];
  return changed.some((path) => own.includes(path) || common.test(path));
}
