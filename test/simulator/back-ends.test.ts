import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import grammar from "../../generator/simulator/grammar.json" with { type: "json" };
import { thorough } from "../thorough.ts";
import { type Answer, Simulation } from "./simulation.ts";

type Command = { positionals: object; options: object; with?: string[] };

const lxc = join(import.meta.dirname, "../lxc");
const simulator = new Simulation([{ running: false }]);
const containers = new Simulation([{ running: false }]);
copyFileSync(join(lxc, "pct"), containers.path("bin/pct"));
for (const part of readdirSync(join(lxc, "pct-parts"))) {
  copyFileSync(join(lxc, "pct-parts", part), containers.path("lib", part));
}

/** What only the simulator does: tests on real containers have no use for it. */
const unmodelled = ["push", "pull", "template"];

/** Fits some types and limits and not others; which ones is for the two to agree on. */
const values = ["1", "-1", "9999999999", "text", "name=eth0,volume=x:1", ""];

/** What makes a call that is understood end before it does anything: 900 is there and stopped, 901 is not there. */
const harmless: Record<string, string> = {
  disk: "rootfs",
  volume: "rootfs",
  size: "1G",
  "target-vmid": "902",
  "target-volume": "mp1",
  vmid: "901",
  newid: "902",
  ostemplate: "x:vztmpl/y",
  snapname: "abc",
};

function wordLists(name: string, command: Command): string[][] {
  const positionals = Object.keys(command.positionals).map((key) => harmless[key] ?? "text");
  if (name === "create") positionals[0] = "900";
  // `set` stands for the options that it shares with others.
  const shared = name === "set" ? grammar.optionSets.container : name === "create" ? grammar.optionSets.creation : {};
  const options = Object.keys({ ...command.options, ...shared });
  return [
    positionals,
    positionals.slice(1),
    [...positionals, "more"],
    ...positionals.flatMap((_, at) => values.map((value) => positionals.with(at, value === "" ? "0900" : value))),
    [...positionals, "--no-such-option"],
    [...positionals, "--"],
    ...options.flatMap((option) => [
      [...positionals, `--${option}`],
      [...positionals, `-${option.slice(0, 3)}`, "1"],
      ...values.map((value) => [...positionals, `--${option}`, value]),
      [...positionals, `--${option}0=name=eth0`],
    ]),
  ].map((words) => [name, ...words]);
}

let counted = 0;
/**
 * Returns all of a command's lists in the thorough form. In the plain one the first and every 20th, counted over all commands: an option has
 * nine, so each turn takes another sort.
 */
const some = (lists: readonly string[][]): readonly string[][] =>
  lists.filter((_, i) => counted++ % 20 === 0 || i === 0 || thorough);

/** Words that change a container are never understood here, so that both can be asked the same thing again and again. */
const answers = (words: string[]): [Answer, Answer] => [simulator.pct(words), containers.pct(words)];

describe("both back ends of pct understand and refuse the same words, with the same text and exit code", () => {
  let understood = 0;

  it.each(Object.entries(grammar.commands as Record<string, Command>))("pct %s", (name, command) => {
    for (const words of some(wordLists(name, command))) {
      const [one, other] = answers(words);
      const refused = /^(400 |ERROR: |Unknown option|Option .* (is ambiguous|requires))/.test(one.err);
      understood += refused ? 0 : 1;
      if (!refused && unmodelled.includes(name)) {
        expect(other).toEqual({ code: 99, out: "", err: `simulator: pct ${name} is not modelled\n` });
      } else {
        expect({ words, ...other }).toEqual({ words, ...one });
      }
    }
  });

  it.each([
    "",
    "stat 901",
    "status",
    "st 901",
    "move_volume 901 rootfs",
    "no-such-command",
    "--help",
  ])("pct %s", (line) => {
    const [one, other] = answers(line.split(" ").filter(Boolean));
    expect(other).toEqual(one);
  });

  it("each call is counted by both", () => {
    expect(containers.read("state/calls")).toBe(simulator.read("state/calls"));
    expect(simulator.read("state/calls").split("\n").length).toBeGreaterThan(thorough ? 500 : 50);
    expect(understood).toBeGreaterThan(thorough ? 200 : 10);
  });
});
