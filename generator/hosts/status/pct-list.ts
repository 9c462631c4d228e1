/** Reads what `pct list` prints: whether each container runs. Rows that it does not know are left out. */
export function parsePctList(said: string): ReadonlyMap<number, "running" | "stopped"> {
  return new Map(
    said.split("\n").flatMap((line): [number, "running" | "stopped"][] => {
      // Lock and name follow, which are padded: a lock that is not there leaves no word.
      const [, ctid, state] = /^([1-9][0-9]{2,8}) +(running|stopped)(?: |$)/.exec(line) ?? [];
      return ctid === undefined ? [] : [[Number(ctid), state === "running" ? "running" : "stopped"]];
    }),
  );
}
