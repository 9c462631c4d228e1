import type { Place, Problem } from "./problem.ts";
import { severityOf } from "./problem-codes.ts";

/** A problem with its place: what a run reports, all of them at once. */
export interface Finding {
  readonly code: Problem["code"];
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly place: Place;
  readonly related: readonly { readonly place: Place; readonly label: string }[];
}

/** A problem at a place, without others that have a part in it. */
export const finding = (code: Problem["code"], message: string, fix: string, place: Place): Finding => ({
  code,
  severity: severityOf(code),
  message,
  fix,
  place,
  related: [],
});

/** By file, line, column, code: the order in which an author works through them. */
export const byPlace = (a: Finding, b: Finding): number =>
  compare(a.place.file, b.place.file) ||
  a.place.line - b.place.line ||
  a.place.column - b.place.column ||
  compare(a.code, b.code) ||
  compare(a.message, b.message);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
