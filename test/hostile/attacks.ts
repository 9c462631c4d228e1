import { type Attack, CALM } from "./attack.ts";
import type { Case } from "./case.ts";
import { lies } from "./pct-attacks.ts";
import { programs } from "./program-attacks.ts";
import { replies, servers } from "./reply-attacks.ts";
import type { Script } from "./script.ts";

/** Floods up to the real bound take minutes of CPU: only where they are asked for by name. */
export const FULL_SIZE = "full-size";
const fullSize: readonly Attack[] = ["endless", "short", "nul"].map((what) => ({
  name: `${FULL_SIZE}:${what}`,
  program: `flood ${what} _check$`,
  codes: [22],
  says: /more than 64 MiB of output/,
  scale: 1,
  ctids: [910],
  modes: ["apply"],
}));

const attacks = [...programs, ...lies, ...servers, ...replies, ...fullSize];

/** Every lie against every script, in both modes and both formats; or, for a quick run, one of these each, in turn. */
export function attackCases(scripts: readonly Script[], lowered: readonly Script[], thorough: boolean): Case[] {
  return attacks.flatMap((attack, index) => {
    const all = (attack.lowered === true ? lowered : scripts)
      .filter(({ ctid }) => attack.ctids?.includes(ctid) ?? true)
      .flatMap((script) => (attack.modes ?? (["apply", "check"] as const)).map((mode) => ({ script, mode })))
      .flatMap((one) => (["text", "json"] as const).map((format) => caseOf(attack, one.script, one.mode, format)));
    return thorough ? all : all.slice((index * 5) % all.length).slice(0, 1);
  });
}

function caseOf(attack: Attack, script: Script, mode: Case["mode"], format: Case["format"]): Case {
  return {
    id: `${attack.name}:${script.ctid}-${mode}-${format}`,
    script,
    mode,
    format,
    scale: attack.scale ?? CALM,
    program: attack.program,
    turns: [],
    said: attack.said ?? {},
    codes: attack.codes ?? [],
    says: attack.says,
    shows: attack.shows ?? 0,
    waits: attack.waits ?? false,
    configuration: attack.configuration,
  };
}
