import { closest, distance } from "fastest-levenshtein";

/**
 * What was probably meant by a misspelt word: the nearest of the candidates, if no more than a third of its letters, and at least one,
 * would have to change. Capitals count as small letters.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const small = word.toLowerCase();
  const found = closest(
    small,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  const limit = Math.max(1, Math.floor(Math.max(word.length, found.length) / 3));
  return distance(small, found) <= limit
    ? candidates.find((candidate) => candidate.toLowerCase() === found)
    : undefined;
}

/** `; did you mean 'generate'?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `; did you mean '${found}'?`;
}
