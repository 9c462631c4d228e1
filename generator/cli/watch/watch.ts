import { constants } from "node:os";
import type { WriteOptions } from "../../pipeline/write.ts";
import type { Call } from "../command.ts";
import { Session } from "./session.ts";

/** `generate --watch`: does it again whenever a file changes that it depends on, until a signal ends it. */
export async function watch(call: Call, options: WriteOptions): Promise<number> {
  const session = new Session(call, options);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const handlers = new Map<NodeJS.Signals, () => void>();
  const ended = new Promise<number>((resolve) => {
    for (const signal of signals) handlers.set(signal, () => resolve(128 + constants.signals[signal]));
  });
  for (const [signal, handler] of handlers) process.on(signal, handler);
  session.begin();
  try {
    const code = await ended;
    await session.end();
    return code;
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}
