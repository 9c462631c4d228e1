import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { hangingCalls, isLocked, processesIn, wordsOf } from "./processes.ts";

/** What runs or is held where nothing may be; a call of pct that hangs by a fault is the host's. What is ending gets its time. */
export async function remainsOf(simulator: string, ctid: number): Promise<string[]> {
  const running = () => {
    const tasks = hangingCalls(simulator);
    return processesIn(simulator).filter((pid) => !tasks.includes(pid));
  };
  for (let tries = 0; tries < 100 && running().length > 0; tries += 1) await pause(30);
  const here = join(simulator, "state", String(ctid));
  const held = [join(simulator, "host/run"), join(here, "root/run")]
    .flatMap((run) => [join(run, "phoenix-setup"), join(run, "lock")])
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".lock") && isLocked(join(folder, name))));
  return [
    ...running().map((pid) => `still running: ${pid} ${wordsOf(pid)}`),
    ...held.map((name) => `the lock ${name} is still held`),
    ...noted(join(here, "overlaps"), "two programs were at work at once"),
    ...noted(join(simulator, "state/canary"), "ran on the host"),
  ];
}

const noted = (file: string, what: string): string[] =>
  existsSync(file) ? [`${what}: ${readFileSync(file, "utf8").trim()}`] : [];
