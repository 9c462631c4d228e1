import type { Command } from "./command.ts";

/** Every command by its name, in the order of `--help`. Each is loaded only when it is asked for, so that starting stays cheap. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import("./init.ts")).init,
  new: async () => (await import("./new.ts")).newCommand,
  generate: async () => (await import("./generate.ts")).generate,
  check: async () => (await import("./check.ts")).check,
  lint: async () => (await import("./lint.ts")).lintCommand,
  list: async () => (await import("./list.ts")).list,
  explain: async () => (await import("./explain.ts")).explain,
  rehearse: async () => (await import("./rehearse.ts")).rehearse,
  doctor: async () => (await import("./doctor.ts")).doctor,
  completions: async () => (await import("./completions.ts")).completions,
};

/** All commands, for those that tell of them. */
export const allCommands = (): Promise<Command[]> => Promise.all(Object.values(commands).map((load) => load()));
