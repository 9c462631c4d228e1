import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../generator/hosts/graph/page/catalogue.ts";
import { Numbered, pairs } from "../../generator/hosts/graph/page/numbered.ts";
import { page } from "../../generator/hosts/graph/page/page.ts";
import { ScriptTable } from "../../generator/hosts/graph/page/script-table.ts";
import { Fleet } from "../../templates/page/fleet.ts";
import { Search } from "../../templates/page/search.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

/** What a definition may hold; the property below goes further. */
const HOSTILE = `</script><!-- <img src=x onerror=alert(1)> javascript:alert(1) "' & \ue000`;

const fleet = {
  "definitions/100-base.ts": definition(100, { snapshot: '"ready"', name: '"base"' }),
  "definitions/101-web.ts": definition(101, {
    name: '"web-101"',
    description: JSON.stringify(HOSTILE),
    steps: `[
      apt.packages({ packages: ["nginx"] }),
      command({ title: ${JSON.stringify(HOSTILE)}, check: sh\`true\`, apply: sh\`true\` }),
    ]`,
  }),
};

/** What a page holds between the tags of its data. */
const dataIn = (html: string): string =>
  /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
const catalogueIn = (html: string): Catalogue => JSON.parse(dataIn(html)) as Catalogue;

const empty: Catalogue = { title: "", texts: [], steps: [], exits: [], lines: [], blocks: [], containers: [] };

describe("the page of a fleet", () => {
  it("holds each script as it is written, and words by which it is found", async () => {
    const { folder, run } = project(fleet);
    await run("generate", "--no-lint", "--no-types");
    expect(await run("graph", "--html", "fleet.html")).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^created fleet\.html: 2 containers, \d+ kB\n$/),
    });
    const shown = new Fleet(catalogueIn(readFileSync(join(folder, "fleet.html"), "utf8")));
    expect(shown.containers.map((one) => shown.script(one).join("\n"))).toEqual(
      shown.containers.map(({ script }) => readFileSync(join(folder, "dist-scripts", script.name), "utf8")),
    );
    const search = new Search(shown);
    const found = (query: string): number[] => search.hits(query).map(({ container }) => container.ctid);
    expect(found("")).toEqual([100, 101]);
    expect(found("101")).toEqual([101]);
    expect(found("WEB-1")).toEqual([101]);
    expect(found("10.0.0.100/24")).toEqual([100]);
    expect(found("nginx packages")).toEqual([101]);
    expect(found("packages")).toEqual([100, 101]);
    expect(found("nginx nowhere")).toEqual([]);
    expect(found("onerror=alert(1)")).toEqual([101]);
    expect(search.hits("nginx")[0]?.text).toBe("packages nginx");
  });

  it("is the same bytes again, and is not written then", async () => {
    const { folder, put, run } = project(fleet);
    await run("graph", "--html", "fleet.html");
    const first = readFileSync(join(folder, "fleet.html"), "utf8");
    expect((await run("graph", "--html", "fleet.html")).err).toMatch(/^unchanged /);
    put("definitions/102-more.ts", definition(102));
    expect((await run("graph", "--html", "fleet.html", "--title", "Mine & <yours>")).err).toMatch(/^changed /);
    const next = readFileSync(join(folder, "fleet.html"), "utf8");
    expect(next).not.toBe(first);
    expect(next).toContain("<title>Mine &amp; &lt;yours&gt;</title>");
    expect(readdirSync(folder).filter((name) => name.startsWith(".fleet"))).toEqual([]);
  });

  it("does not replace what is not its own, unless told so", async () => {
    const { folder, put, run } = project(fleet);
    put("mine.html", "<!doctype html>mine");
    expect(await run("graph", "--html", "mine.html")).toEqual({
      code: 2,
      out: "",
      err: "phoenix-setup: mine.html was not written by graph --html; name another file, or replace it with --force\nhint: phoenix-setup graph --help\n",
    });
    expect(readFileSync(join(folder, "mine.html"), "utf8")).toBe("<!doctype html>mine");
    expect((await run("graph", "--html", "mine.html", "--force")).err).toMatch(/^changed /);
    mkdirSync(join(folder, "folder"));
    symlinkSync("/nonexistent", join(folder, "link"));
    for (const name of ["folder", "link"])
      expect((await run("graph", "--html", name, "--force")).err).toContain(`${name} is not a regular file`);
  });

  it.each([
    [["--html", "x.html", "--format", "dot"], "--html writes a page and --format prints a picture; give one of them"],
    [["--html", ""], "--html takes the name of a file"],
    [["--force"], "go with --html"],
  ])("is not written with %j", async (words, message) => {
    const { code, err } = await project(fleet).run("graph", ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it("allows its own program and style, and nothing else", () => {
    const html = page(empty);
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const inline = (tag: string): string => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? "";
    const source = (text: string): string => `sha256-${hash("sha256", text, "base64")}`;
    expect(policy.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=")).toBe(
      `default-src 'none'; script-src '${source(inline("script"))}'; style-src '${source(inline("style"))}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/\b(?:src|href)="(?!#)/);
    expect(html).not.toMatch(/\burl\(|@import|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it("holds hostile texts as data that cannot end", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const html = page({ ...empty, title: text, texts: [text, `${HOSTILE}\u2028`] });
        expect(catalogueIn(html).texts).toEqual([text, `${HOSTILE}\u2028`]);
        expect(dataIn(html)).not.toMatch(/[<>&\u2028\u2029]/);
        expect(html.match(/<script/g)).toHaveLength(2);
        expect(html.match(/<\/title>/g)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});

it("scripts come out of their table as they went in, whatever is in them", () => {
  const line = fc.oneof(
    fc.constantFrom("", "f() {", "}", "  local a=web-1", "# definitions/101-web.ts:7", "\ue000\ue001", "web-1web-1"),
    fc.string({ unit: "binary" }),
  );
  const script = fc.array(line, { maxLength: 30 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(fc.array(script, { minLength: 1, maxLength: 4 }), fc.array(line, { maxLength: 4 }), (scripts, own) => {
      const texts = new Numbered<string>((text) => text);
      const table = new ScriptTable(texts);
      const packed = scripts.map((text) => table.pack("x", text, own));
      const data = { ...empty, texts: texts.values, lines: table.lines.values, blocks: table.blocks.values };
      const shown = new Fleet(data);
      expect(packed.map((one) => shown.script({ script: one } as never).join("\n"))).toEqual(scripts);
    }),
    { numRuns: 200 },
  );
});

it("numbers that follow each other are a pair", () => {
  expect(pairs([4, 5, 6, 1, 1, 2])).toEqual([4, 3, 1, 1, 1, 2]);
  expect(pairs([])).toEqual([]);
});

describe("what status said", () => {
  const run = {
    is: "ok",
    start: "",
    end: "2026-11-30T03:29:39+0000",
    exit: 0,
    changed: false,
    plan: "",
    reason: "",
    step: "",
  };
  const at = (ctid: number, asDescribed: boolean) => ({
    ctid,
    name: "x",
    file: "x",
    script: { is: asDescribed ? "same" : "outdated", detail: "", plan: "", file: "x", link: null },
    lastRun: asDescribed ? run : { ...run, is: "failed", exit: 22, reason: "apt is broken" },
    lastCheck: null,
    ranThisPlan: true,
    container: { is: "running", detail: "" },
    lock: "",
    drift: asDescribed ? [] : [{ setting: "memory", is: "512", wanted: "2048", when: "now", owner: "container" }],
    snapshot: null,
    missing: [],
    asDescribed,
  });
  const host = {
    host: "pve1",
    ssh: "root@pve1",
    state: "read",
    reason: "",
    asDescribed: false,
    problems: [],
    strays: [],
  };
  const report = (hosts: readonly object[]) =>
    JSON.stringify({
      version: 2,
      command: "status",
      status: "done",
      exit: 1,
      findings: [],
      asDescribed: 1,
      different: 1,
      hosts,
    });

  it("stands on the page, container by container", async () => {
    const { folder, put, run: call } = project(fleet);
    put("status.json", report([{ ...host, containers: [at(100, true), at(101, false)] }]));
    expect(await call("graph", "--html", "fleet.html", "--status", "status.json")).toMatchObject({ code: 0 });
    const { containers, status } = catalogueIn(readFileSync(join(folder, "fleet.html"), "utf8"));
    expect(status?.source).toBe("From status.json.");
    expect(containers.map((one) => one.status)).toEqual([
      { level: "fine", summary: "As described", details: ["last run ok, 2026-11-30T03:29:39+0000"] },
      {
        level: "attention",
        summary: "Script outdated, and 2 more",
        details: [
          "script outdated",
          "last run failed with 22, apt is broken, 2026-11-30T03:29:39+0000",
          "memory is 512, described as 2048",
        ],
      },
    ]);
  });

  it.each([
    ["{", "is not JSON: "],
    ["{}", "differs from that at '"],
    [report([{ ...host, containers: [{}] }]), "differs from that at 'hosts.0.containers.0."],
  ])("is refused if it is %j", async (text, message) => {
    const { put, run: call } = project(fleet);
    put("status.json", text);
    const { code, err } = await call("graph", "--html", "fleet.html", "--status", "status.json");
    expect([code, err]).toEqual([2, expect.stringContaining(`status.json ${message}`)]);
  });
});
