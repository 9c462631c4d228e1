import { fastPath } from "../../generator/cli/fast-path.ts";
import type { Io } from "../../generator/cli/io.ts";
import { main } from "../../generator/cli/main.ts";
import { caches, project as ownProcesses, type Run } from "./project.ts";

// Of projects without `node_modules`, as in a process of its own.
process.env["XDG_CACHE_HOME"] = caches;

/** Runs the command line in this process, in a folder; much faster than starting it. Answers to its questions come in their order. */
export async function called(folder: string, words: readonly string[], answers?: readonly string[]): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const open = [...(answers ?? [])];
  const io: Io = {
    folder,
    out: (text) => void out.push(`${text}\n`),
    err: (text) => void err.push(`${text}\n`),
    colour: false,
    colourData: false,
    env: {},
    ask: answers && (async () => open.shift() ?? ""),
    terminal: { write: () => undefined },
  };
  const code = fastPath(words, io) ?? (await main(words, io));
  return { code, out: out.join(""), err: err.join("") };
}

/** An author's folder as that of `project.ts`, whose command line runs in this process. */
export function project(...given: Parameters<typeof ownProcesses>) {
  const { folder, put } = ownProcesses(...given);
  const run = (...words: string[]): Promise<Run> => called(folder, words);
  return { folder, put, run };
}
