import { once } from "node:events";

/** Writes chunks one after the other, as fast as they are taken, and ends the stream. Stops once `ended` has come. */
export async function feed(
  stdin: NodeJS.WritableStream,
  input: Iterable<Uint8Array>,
  alive: () => void,
  ended: Promise<unknown>,
): Promise<void> {
  let open = true;
  const closed = ended.then(
    () => (open = false),
    () => (open = false),
  );
  for (const chunk of input) {
    if (!open) return;
    alive();
    if (!stdin.write(chunk)) await Promise.race([once(stdin, "drain"), closed]).catch(() => (open = false));
  }
  stdin.end();
}
