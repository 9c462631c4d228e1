import { once } from "node:events";

/**
 * Writes chunks one after the other, as fast as they are taken, and ends the stream. Stops once `ended` has come, also while it waits for a
 * chunk.
 */
export async function feed(
  stdin: NodeJS.WritableStream,
  input: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  alive: () => void,
  ended: Promise<unknown>,
): Promise<void> {
  const closed = ended.then(
    () => "closed" as const,
    () => "closed" as const,
  );
  const chunks = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  for (;;) {
    const next = await Promise.race([chunks.next(), closed]);
    if (next === "closed") return;
    if (next.done === true) break;
    alive();
    if (stdin.write(next.value)) continue;
    const drained = await Promise.race([once(stdin, "drain"), closed]).catch(() => "closed");
    if (drained === "closed") return;
  }
  stdin.end();
}
