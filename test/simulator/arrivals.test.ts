import { spawnSync } from "node:child_process";
import { beforeEach, describe, expect, it } from "vitest";
import { program, Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string, input = "") => simulation.pct(line, input);
const inherited = { LANG: "C.UTF-8", TZ: "UTC" };
beforeEach(() => {
  simulation.resetAll();
  simulation.env = { ...inherited };
  simulation.remove("state/arrivals");
  simulation.remove("host/var/lib/lxc");
});

describe("what perl -T refuses", () => {
  const insecure = (name: string) =>
    `Insecure $ENV{${name}} while running with -T switch at /usr/share/perl5/PVE/Tools.pm line 518.\n`;

  it.each(["IFS", "CDPATH", "ENV", "BASH_ENV"])("a task with %s in its environment", (name) => {
    simulation.env[name] = "x";
    expect(pct("stop 900")).toEqual({ code: 255, out: "", err: insecure(name) });
    expect(pct("snapshot 900 ready")).toEqual({ code: 255, out: "", err: insecure(name) });
    delete simulation.env[name];
    expect(pct("status 900").out).toBe("status: running\n");
    expect(pct("listsnapshot 900").out).not.toContain(" ready ");
  });

  it("exec as well, which becomes a program", () => {
    simulation.env.CDPATH = "";
    expect(pct("exec 900 --keep-env 0 -- bash -s", program(""))).toEqual({
      code: 255,
      out: "",
      err: insecure("CDPATH"),
    });
  });

  it("an empty one, and one among many", () => {
    simulation.env = { ...inherited, A: "1", IFS: "", Z: "2" };
    expect(pct("stop 900").err).toBe(insecure("IFS"));
  });

  it.each(["status 900", "config 900", "listsnapshot 900", "list"])("but no question: pct %s", (line) => {
    for (const name of ["IFS", "CDPATH", "ENV", "BASH_ENV"]) simulation.env[name] = "/dev/null";
    expect(pct(line)).toMatchObject({ code: 0, err: "" });
  });

  it("nor what only looks like one of them", () => {
    simulation.env = { ...inherited, IFSX: "x", XENV: "x", MY_CDPATH: "x", PERL5LIB: "/nowhere" };
    expect(pct("stop 900")).toEqual({ code: 0, out: "", err: "" });
  });

  it("wrong words are told first, as by the parser that runs before", () => {
    simulation.env.ENV = "x";
    expect(pct("stop 900 --no-such").err).toContain("Unknown option: no-such\n");
  });
});

describe("/var/lib/lxc/<CTID>", () => {
  const underUmask = (mask: string, line: string) =>
    spawnSync(
      "/bin/bash",
      ["--norc", "-c", `umask ${mask}; exec "$@"`, "_", simulation.path("bin/pct"), ...line.split(" ")],
      {
        env: simulation.env,
        encoding: "utf8",
      },
    );
  const failure = "startup for container '900' failed\n";

  it("made under umask 027, an unprivileged container cannot be started, nor ever again until somebody mends it", () => {
    simulation.reset({ running: false });
    expect(underUmask("027", "start 900")).toMatchObject({ status: 255, stderr: failure });
    expect(underUmask("022", "start 900")).toMatchObject({ status: 255, stderr: failure });
    expect(pct("status 900").out).toBe("status: stopped\n");
    spawnSync("chmod", ["755", simulation.path("host/var/lib/lxc/900")]);
    expect(underUmask("027", "start 900").status).toBe(0);
  });

  it("made under umask 022 it is right, and stays so", () => {
    simulation.reset({ running: false });
    expect(underUmask("022", "start 900").status).toBe(0);
    expect(pct("stop 900").code).toBe(0);
    expect(underUmask("077", "start 900").status).toBe(0);
  });

  it("does not matter to a privileged container", () => {
    simulation.reset({ running: false, unprivileged: false });
    expect(underUmask("027", "start 900").status).toBe(0);
  });
});

describe("state/arrivals", () => {
  // Descriptors that the test itself was started with are none of the caller's.
  const closing = "for file in /proc/$$/fd/*; do n=${file##*/}; ((n < 3)) || exec {n}>&-; done";
  /** A caller in Bash, without a terminal, from a folder and with descriptors of its choice. */
  const called = (words: string) => {
    simulation.write("state/arrivals", "");
    const { stderr } = spawnSync("setsid", ["--wait", "/bin/bash", "--norc", "-c", `${closing}; ${words}`], {
      cwd: "/",
      env: { ...simulation.env, PCT: simulation.path("bin/pct") },
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    return simulation.read("state/arrivals");
  };

  it("is not written unless it is there", () => {
    pct("status 900");
    expect(simulation.has("state/arrivals")).toBe(false);
  });

  it("a call as it should be", () => {
    expect(called('umask 022; LC_ALL=C.UTF-8 "$PCT" status 900 >/dev/null')).toBe(
      "1 umask=0022 folder=/ descriptors=0,1,2 terminal=0 locale=C.UTF-8 heeded=\n",
    );
  });

  it("another umask, another folder, further descriptors, no locale", () => {
    expect(called('umask 027; cd /tmp; exec 7>/dev/null 9< <(:); "$PCT" status 900 >/dev/null')).toBe(
      "1 umask=0027 folder=/tmp descriptors=0,1,2,7,9 terminal=0 locale=unset heeded=\n",
    );
  });

  it("closed standard descriptors", () => {
    expect(called('umask 022; "$PCT" status 900 <&- >/dev/null')).toContain(" descriptors=1,2 ");
  });

  it("what Bash or Perl would heed, functions among it", () => {
    const words = `umask 022; TMOUT=5 PERL5OPT=-W BASH_ENV=/dev/null env 'BASH_FUNC_ls%%=() { :; }' "$PCT" status 900 >/dev/null`;
    const [, heeded = ""] = / heeded=(.*)\n$/.exec(called(words)) ?? [];
    expect(heeded.split(",").sort()).toEqual(["BASH_ENV", "BASH_FUNC_ls%%", "PERL5OPT", "TMOUT"]);
  });

  it("a terminal", () => {
    simulation.write("state/arrivals", "");
    const { status } = spawnSync("script", ["-qec", `${simulation.path("bin/pct")} status 900`, "/dev/null"], {
      env: simulation.env,
      stdio: ["ignore", "ignore", "ignore"],
    });
    expect(status).toBe(0);
    expect(simulation.read("state/arrivals")).toMatch(/ terminal=[1-9]\d* /);
  });

  it("each call, also one that comes to nothing", () => {
    expect(called('"$PCT" status 900 >/dev/null; "$PCT" nonsense 2>/dev/null; "$PCT" stop 999 2>/dev/null; :')).toMatch(
      /^1 .*\n2 .*\n3 .*\n$/,
    );
  });
});
