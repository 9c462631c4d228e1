import { createSimulator, type SimulatedContainer } from "./create.ts";

const usage = "usage: simulator up <folder> <ctid>[:running|:stopped][:privileged][:lock=<word>][:snapshot=<name>]...";

/** `900:running:lock=backup` to a container; undefined if a word is not known. */
function container(text: string): SimulatedContainer | undefined {
  const [id = "", ...words] = text.split(":");
  if (!/^[1-9][0-9]{2,8}$/.test(id)) return undefined;
  const snapshots: { name: string; description: string }[] = [];
  const made: SimulatedContainer = {
    ctid: Number(id),
    hostname: `ct${id}`,
    running: true,
    unprivileged: true,
    snapshots,
  };
  for (const word of words) {
    if (word === "running" || word === "stopped") made.running = word === "running";
    else if (word === "privileged") made.unprivileged = false;
    else if (word.startsWith("lock=")) made.lock = word.slice(5);
    else if (word.startsWith("snapshot=")) snapshots.push({ name: word.slice(9), description: "" });
    else return undefined;
  }
  return made;
}

/** Exit 0 and no output, or 2 and a line on standard error. */
function main([command, folder, ...texts]: string[]): number {
  const containers = texts.map(container);
  if (command !== "up" || folder === undefined || containers.includes(undefined)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  createSimulator({ folder, containers: containers.filter((one) => one !== undefined) });
  return 0;
}

process.exitCode = main(process.argv.slice(2));
