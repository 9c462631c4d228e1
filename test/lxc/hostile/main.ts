import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attackCases } from "../../hostile/attacks.ts";
import type { Case } from "../../hostile/case.ts";
import { judge } from "../../hostile/judge.ts";
import { readScript, type Script } from "../../hostile/script.ts";

/**
 * `lies <script> <lie…>` prints of each lie its name, whether it waits for a limit, and the program that tells it, one line each.
 * `judge <script> <folder…>` prints what is wrong about runs; a folder holds what a run printed, and `run`: its exit code, and the lie.
 * Returns the exit code: 1 if something is wrong.
 */
export async function main([what = "", path = "", ...words]: readonly string[]): Promise<number> {
  const script = readScript(path);
  const lines = what === "lies" ? words.map((lie) => tell(script, lie)) : words.flatMap((run) => complain(script, run));
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  return what === "lies" || lines.length === 0 ? 0 : 1;
}

function tell(script: Script, lie: string): string {
  const { waits, program } = caseOf(script, lie);
  return [lie, waits ? "waits" : "acts", program].join("\t");
}

/** A lie of `test/hostile` by its name, and the format of the log if that is not text: `json:right json`. */
function caseOf(script: Script, lie: string): Case {
  const [name = "", format = "text"] = lie.split(" ");
  const found = attackCases([script], [script], true).find(({ id }) => id === `${name}:${script.ctid}-apply-${format}`);
  if (found === undefined) throw new Error(`test/hostile has no lie ${lie}`);
  return found;
}

type Buffers = [Buffer, Buffer, Buffer, Buffer, Buffer];

/** What `test/hostile` finds wrong about a run; files and processes are looked after by the caller. */
function complain(script: Script, folder: string): string[] {
  const read = (file: string): Buffer => readFileSync(join(folder, file));
  const [code, lie = ""] = String(read("run")).split("\n");
  const [out, err, log, record, heard] = ["out", "err", "log", "record", "heard"].map(read) as Buffers;
  const left = { memory: { own: 0, all: 0 }, left: [], changes: [] };
  const found = judge(caseOf(script, lie), { code: Number(code), seconds: 0, out, err, log, record, heard, ...left });
  return found.map((complaint) => `${lie}: ${complaint}`);
}
