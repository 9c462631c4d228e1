// @ts-check
// The figures of the hand-written scripts that these replace, after repair of what kept them from reaching their end.

/** Calls of pct in a first run, by CTID. @type {Record<number, number>} */
export const ancestorCalls = { 900: 10, 901: 23, 902: 27, 903: 11, 910: 6, 920: 15, 950: 7 };

/** `$(date)` and `tee -a`, for each log line. */
export const ancestorForksALine = 2;
