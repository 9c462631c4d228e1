import { reasonFor } from "./known.ts";
import type { Outcome } from "./mutant.ts";

/** Of one room, or of all. */
export interface Figures {
  readonly tried: number;
  readonly noticed: number;
  readonly known: number;
  readonly survived: number;
  readonly undecided: number;
}

/** Counts outcomes. */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const noticed = outcomes.filter(({ verdict }) => verdict === "noticed").length;
  const known = outcomes.filter((one) => one.verdict === "survived" && reasonFor(one) !== undefined).length;
  const undecided = outcomes.filter(({ verdict }) => verdict === "undecided").length;
  const survived = outcomes.length - noticed - known - undecided;
  return { tried: outcomes.length, noticed, known, survived, undecided };
}

/** Returns the share that was noticed, in percent, of those that somebody should notice. */
export const shareOf = ({ noticed, survived }: Figures): number =>
  noticed + survived === 0 ? 100 : (100 * noticed) / (noticed + survived);

/** Returns the outcomes of each room, by its name. */
export function byRoom(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const rooms = new Map<string, Outcome[]>();
  for (const one of [...outcomes].sort((a, b) => (a.room < b.room ? -1 : 1)))
    rooms.set(one.room, [...(rooms.get(one.room) ?? []), one]);
  return rooms;
}

/** Returns one line for a mutant that no test has noticed. */
export const survivorText = (one: Outcome): string =>
  `SURVIVED ${one.file}:${one.line} ${one.function}: ${one.removed}${one.instead === "" ? "" : ` → ${one.instead}`}${why(one)}`;

const why = (one: Outcome): string => {
  const reason = reasonFor(one);
  return reason === undefined ? "" : ` (known: ${reason})`;
};

/** Returns the table by room, and the line with all figures. */
export function reportText(outcomes: readonly Outcome[]): string {
  const rows = [...byRoom(outcomes)].map(([room, all]) => row(room, figuresOf(all)));
  const all = figuresOf(outcomes);
  return [
    `${"room".padEnd(24)}  tried  noticed  known  survived  undecided`,
    ...rows,
    `${all.noticed} noticed, ${all.known} known survivors, ${all.survived} survived, ${all.undecided} undecided: ${shareOf(all).toFixed(1)} %`,
    "",
  ].join("\n");
}

const row = (room: string, { tried, noticed, known, survived, undecided }: Figures): string =>
  `${room.padEnd(24)} ${String(tried).padStart(6)} ${String(noticed).padStart(8)} ${String(known).padStart(6)} ${String(survived).padStart(9)} ${String(undecided).padStart(10)}`;
