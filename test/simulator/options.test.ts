import { describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[]) => simulation.pct(line);
const verbose = expect.stringContaining("\nvmid: 900\n");
const usage = (command: string) =>
  ({
    status: "pct status <vmid> [OPTIONS]\n",
    exec: "pct exec <vmid> [<extra-args>] [OPTIONS]\n",
    set: "pct set <vmid> [OPTIONS]\n",
    clone: "pct clone <vmid> <newid> [OPTIONS]\n",
    shutdown: "pct shutdown <vmid> [OPTIONS]\n",
    list: "pct list \n",
    snapshot: "pct snapshot <vmid> <snapname> [OPTIONS]\n",
  })[command] ?? "";

describe("options that are understood", () => {
  it.each([
    "status 900 --verbose",
    "status 900 -verbose",
    "status 900 --verbose=1",
    "status 900 -verbose=1",
    "status 900 --verbose 1",
    "status 900 --verbose on",
    "status 900 --verbose YES",
    "status 900 --verbose TRUE",
    "status --verbose=1 900",
    "status --verbose 1 900",
    "status 900 --VERBOSE",
    "status 900 --Verb",
    "status 900 --ver",
    "status --verbose -- 900",
    "status 900 --verbose 0 --verbose 1",
    "status --verbose=yes --vmid 901 900",
    "status --vmid abc 900 --verbose",
  ])("pct %s is verbose", (line) => {
    expect(pct(line)).toEqual({ code: 0, out: verbose, err: "" });
  });

  it.each(["0", "off", "no", "FALSE"])("--verbose %s is not", (word) => {
    expect(pct(`status 900 --verbose ${word}`).out).toBe("status: running\n");
  });

  it("the first -- is dropped, wherever it stands, and ends the options", () => {
    expect(pct("status -- 900").out).toBe("status: running\n");
    expect(pct("status 900 --").out).toBe("status: running\n");
    expect(pct("status 900 -- --verbose").err).toBe(`400 too many arguments\n${usage("status")}`);
  });

  it("a string option takes the next word even if it starts with a dash", () => {
    pct(["set", "900", "--description", "--force"]);
    expect(simulation.config()).toMatch(/^#--force\n/);
  });

  it("an empty word is a value, an empty part after = is none", () => {
    expect(pct(["set", "900", "--description", ""]).code).toBe(0);
    const err = `Option description requires an argument\n400 unable to parse option\n${usage("set")}`;
    expect(pct(["set", "900", "--description="]).err).toBe(err);
  });

  it("of a repeated option the last one wins", () => {
    pct("set 900 --memory 1024 --memory 2049");
    expect(simulation.config()).toContain("memory: 2049\n");
  });

  it("--delete may be repeated", () => {
    pct("set 900 --onboot 1 --tags a");
    expect(pct("set 900 --delete onboot --delete tags")).toEqual({ code: 0, out: "", err: "" });
    expect(simulation.config()).not.toMatch(/onboot|tags/);
  });

  it("an indexed option needs its number, up to its limit", () => {
    expect(pct("set 900 --net31 name=eth31").code).toBe(0);
    expect(pct("set 900 --net32 name=eth32").err).toContain("Unknown option: net32\n");
    expect(pct("set 900 --net01 name=eth1").err).toContain("Unknown option: net01\n");
    expect(pct("set 900 --net name=eth1").err).toContain("Option net is ambiguous (");
  });
});

describe("options that are not", () => {
  it.each([
    ["status --verbose 900", "not enough arguments"],
    ["status --vmid 900", "not enough arguments"],
    ["status", "not enough arguments"],
    ["status 900 901", "too many arguments"],
    ["list 900", "too many arguments"],
    ["snapshot create 900 x", "too many arguments"],
    ["status 900 --verbose maybe", "unable to parse boolean option"],
    ["status 900 --verbose -", "unable to parse boolean option"],
    ["status 900 --verbose=", undefined],
  ])("pct %s: %s", (line, head) => {
    const { code, out, err } = pct(line);
    if (head === undefined) {
      expect(out).toEqual(verbose);
    } else {
      expect([code, out, err]).toEqual([255, "", `400 ${head}\n${usage(line.split(" ")[0] ?? "")}`]);
    }
  });

  it.each([
    ["status 900 --no-verbose", "Unknown option: no-verbose"],
    ["status 900 --xyz", "Unknown option: xyz"],
    ["status 900 -X", "Unknown option: x"],
    ["shutdown 900 --timeout", "Option timeout requires an argument"],
    ["shutdown 900 --timeout=", "Option timeout requires an argument"],
    ["clone 900 905 --s x", "Option s is ambiguous (snapname, storage)"],
    ["exec 900 ls -l", "Unknown option: l"],
  ])("pct %s: %s", (line, first) => {
    const err = `${first}\n400 unable to parse option\n${usage(line.split(" ")[0] ?? "")}`;
    expect(pct(line)).toEqual({ code: 255, out: "", err });
  });

  it("each wrong option has its line", () => {
    expect(pct("status 900 --aa --bb").err).toBe(
      `Unknown option: aa\nUnknown option: bb\n400 unable to parse option\n${usage("status")}`,
    );
  });

  it("pct snapshot list 900 is the container `list`", () => {
    const { code, err } = pct("snapshot list 900");
    expect(code).toBe(255);
    expect(err).toContain("vmid: type check ('integer') failed - got 'list'\n");
    expect(err).toContain("snapname: invalid format - invalid configuration ID '900'\n");
  });

  it("POSIXLY_CORRECT switches mixing off", () => {
    const posix = new Simulation();
    posix.env.POSIXLY_CORRECT = "1";
    expect(posix.pct("status 900 --verbose").err).toBe(`400 too many arguments\n${usage("status")}`);
    expect(posix.pct("status --verbose=1 900").out).toEqual(verbose);
  });
});

describe("words in a locale that is not UTF-8", () => {
  it.each([{}, { LANG: "C" }, { LANG: "C.UTF-8", LC_ALL: "C" }])("lose every non-ASCII byte: %j", (env) => {
    const other = new Simulation();
    other.env = { TZ: "UTC", ...(env as Record<string, string>) };
    other.pct(["set", "900", "--description", "é"]);
    expect(other.config()).toMatch(/^#%EF%BF%BD%EF%BF%BD\n/);
  });

  it("and keep it in one that is", () => {
    simulation.pct(["set", "900", "--description", "é"]);
    expect(simulation.config()).toMatch(/^#%C3%A9\n/);
  });
});
