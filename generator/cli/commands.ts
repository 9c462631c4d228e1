import type { Command } from "./command.ts";

/** Every command by its name, in the order of `--help`. Each is loaded only when it is asked for, so that starting stays cheap. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import("./commands/init.ts")).init,
  new: async () => (await import("./commands/new.ts")).newCommand,
  generate: async () => (await import("./commands/generate.ts")).generate,
  check: async () => (await import("./commands/check.ts")).check,
  lint: async () => (await import("./commands/lint.ts")).lintCommand,
  list: async () => (await import("./commands/list.ts")).list,
  explain: async () => (await import("./commands/explain.ts")).explain,
  rehearse: async () => (await import("./commands/rehearse.ts")).rehearse,
  deploy: async () => (await import("./commands/deploy.ts")).deploy,
  status: async () => (await import("./commands/status.ts")).status,
  graph: async () => (await import("./commands/graph.ts")).graph,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  completions: async () => (await import("./commands/completions.ts")).completions,
};

/** All commands, for those that tell of them. */
export const allCommands = (): Promise<Command[]> => Promise.all(Object.values(commands).map((load) => load()));
