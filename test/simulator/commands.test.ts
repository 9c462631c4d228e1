import { describe, expect, it } from "vitest";
import grammar from "../../generator/simulator/grammar.json" with { type: "json" };
import { commandGrammarBash, commandNames, grammarBash } from "../../generator/simulator/grammar.ts";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation([{ snapshots: [{ name: "base", description: "" }] }]);
const pct = (line: string) => simulation.pct(line);
const list = "USAGE: pct <COMMAND> [ARGS] [OPTIONS]\n\n       pct clone <vmid> <newid> [OPTIONS]\n";

describe("finding the command", () => {
  it.each([
    ["stat 900", "status: running\n"],
    ["lists 900", expect.stringContaining("`-> base ")],
    ["list", expect.stringContaining("VMID       Status")],
    ["conf 900", expect.stringContaining("hostname: base\n")],
  ])("a unique leading part is enough: pct %s", (line, out) => {
    expect(pct(line)).toEqual({ code: 0, out, err: "" });
  });

  it("pct snap is snapshot", () => {
    expect(pct("snap 900 x2").code).toBe(0);
    expect(simulation.config()).toContain("[x2]");
  });

  it.each([
    "foo",
    "--help",
    "-h",
    "version",
    "Status",
    "STATUS",
    "snapshots",
    "snapshot-list",
    "delete-snapshot",
    "move_vol",
  ])("pct %s is unknown, 255, and the list follows on stderr", (word) => {
    const { code, out, err } = pct(word);
    expect([code, out]).toEqual([255, ""]);
    expect(err.startsWith(`ERROR: unknown command 'pct ${word}'\n${list}`)).toBe(true);
  });

  it.each(["st", "s", "re", "un", "m", "c"])("pct %s is ambiguous, 255", (word) => {
    const { code, err } = pct(`${word} 900`);
    expect(code).toBe(255);
    expect(err.startsWith(`ERROR: incomplete command 'pct ${word}'\n${list}`)).toBe(true);
  });

  it("no word at all is an error with the list", () => {
    const { code, out, err } = pct("");
    expect([code, out]).toEqual([255, ""]);
    expect(err.startsWith(`ERROR: no command specified\n${list}`)).toBe(true);
  });

  it("an alias counts in full only", () => {
    expect(pct("move_volume 900 rootfs local").err).toBe("simulator: pct move-volume is not modelled\n");
  });

  it("pct help prints the list on stdout, exit 0", () => {
    const { code, out, err } = pct("help");
    expect([code, err]).toEqual([0, ""]);
    expect(out.startsWith(list)).toBe(true);
  });

  it("pct help <command> prints its usage on stdout, exit 0", () => {
    expect(pct("help status")).toEqual({ code: 0, out: "USAGE: pct status <vmid> [OPTIONS]\n", err: "" });
  });

  it("pct status --help is an error", () => {
    const err = "Unknown option: help\n400 unable to parse option\npct status <vmid> [OPTIONS]\n";
    expect(pct("status --help")).toEqual({ code: 255, out: "", err });
  });
});

describe("the grammar", () => {
  it("holds all 38 commands", () => {
    expect(commandNames).toHaveLength(38);
    expect(commandNames).toEqual([...commandNames].sort());
  });

  it("gives the same text every time", () => {
    expect(grammarBash()).toBe(grammarBash());
    for (const name of commandNames) expect(commandGrammarBash(name)).toBe(commandGrammarBash(name));
  });

  it("refuses a command that does not exist", () => {
    expect(() => commandGrammarBash("foo")).toThrow('pct has no command "foo"');
  });

  const modelled =
    "clone config create delsnapshot destroy exec help list listsnapshot pull push reboot resize rollback set shutdown snapshot start status stop template unlock";
  const words: Record<string, string> = {
    vmid: "900",
    volume: "rootfs",
    target: "other",
    ostemplate: "local:x",
    "target-vmid": "901",
    "target-endpoint": "apitoken=x,host=y",
  };
  it.each(
    commandNames.filter((name) => !modelled.split(" ").includes(name)),
  )("pct %s is accepted by the grammar and then refused loudly, 99", (name) => {
    const { positionals } = grammar.commands[name as keyof typeof grammar.commands];
    const given = Object.keys(positionals).map((positional) => words[positional] ?? "x-1");
    const needed = name === "remote-migrate" ? ["--target-bridge", "1", "--target-storage", "1"] : [];
    const expected = { code: 99, out: "", err: `simulator: pct ${name} is not modelled\n` };
    expect(simulation.pct([name, ...given.filter((word) => word !== "x-1"), ...needed])).toEqual(expected);
  });

  it("an option that must be given is missed", () => {
    const { code, err } = pct("remote-migrate 900 901 apitoken=a,host=b --target-storage 1");
    expect(code).toBe(255);
    expect(err).toContain("target-bridge: property is missing and it is not optional\n");
  });
});
