import { describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation([]);
const form = [
  "--silent",
  "--show-error",
  "--insecure",
  "--max-time",
  "5",
  "--output",
  "body",
  "--write-out",
  "%{http_code}",
];
const curl = (args: string[], input = "") => simulation.run("curl", args, input);
const url = "https://10.0.0.9:9443/api";

describe("curl", () => {
  it("answers 200 with an empty body, and keeps its words", () => {
    expect(curl([...form, "--header", "A: b c", "--", url])).toEqual({ code: 0, out: "200", err: "" });
    expect(simulation.read("body")).toBe("");
    expect(simulation.read("state/curl/calls")).toMatch(/ --header A:\\ b\\ c -- https:\/\/10\.0\.0\.9:9443\/api\n$/);
  });

  it("answers what a test says", () => {
    simulation.write("state/curl/status", "404\n");
    simulation.write("state/curl/body", '{"a":1}\n');
    expect(curl([...form, "--", url]).out).toBe("404");
    expect(simulation.read("body")).toBe('{"a":1}\n');
  });

  it("keeps what it was sent", () => {
    curl([...form, "--data-binary", "@-", "--", url], "secret");
    expect(simulation.read("state/curl/sent")).toBe("secret");
    curl([...form, "--data", "x=1", "--", url]);
    expect(simulation.read("state/curl/sent")).toBe("x=1");
  });

  it("is refused where there are containers and none runs", () => {
    const running = new Simulation();
    const ask = () => running.run("curl", [...form, "--", url]).code;
    expect(ask()).toBe(0);
    running.remove("state/900/running");
    expect(ask()).toBe(7);
  });

  it("is refused with 7, and late with 28", () => {
    simulation.write("state/curl/refuse", "");
    const err = "curl: (7) Failed to connect to 10.0.0.9:9443: Connection refused\n";
    expect(curl([...form, "--", url])).toEqual({ code: 7, out: "000", err });
    simulation.write("state/curl/hang", "");
    expect(curl([...form.map((word) => (word === "5" ? "0.1" : word)), "--", url]).code).toBe(28);
    simulation.remove("state/curl/hang");
    simulation.remove("state/curl/refuse");
  });

  it.each([
    [[]],
    [[url]],
    [["--", url]],
    [[...form, url]],
    [[...form, "--"]],
    [[...form, "--", url, url]],
    [[...form, "--", "ftp://x"]],
    [[...form, "-k", "--", url]],
    [[...form, "--location", "--", url]],
    [[...form, "--write-out", "%{size}", "--", url]],
    [["--output"]],
  ])("fails loudly on another use: %j", (args) => {
    const { code, out, err } = curl(args);
    expect([code, out]).toEqual([99, ""]);
    expect(err).toMatch(/^simulator: curl: /);
  });
});
