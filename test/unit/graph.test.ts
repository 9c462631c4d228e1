import { describe, expect, it } from "vitest";
import { dot } from "../../generator/hosts/graph/dot.ts";
import type { FleetGraph } from "../../generator/hosts/graph/fleet-graph.ts";
import { mermaid } from "../../generator/hosts/graph/mermaid.ts";
import { svg } from "../../generator/hosts/graph/svg.ts";
import { textTree } from "../../generator/hosts/graph/text-tree.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

const clone = (ctid: number, parent: string, change: Readonly<Record<string, string>> = {}): string => {
  const text = definition(ctid, { cloneOf: "parent", ...change });
  return `import parent from "./${parent}.ts";\nimport { lxc, wait } from "phoenix-setup";\n${text.replace("  unprivileged: true,\n", "")}`;
};

/** A template with a clone that is one too, a database, and what waits for it and mounts a folder. */
const fleet = {
  "definitions/100-base.ts": definition(100, { snapshot: '"ready"' }),
  "definitions/101-docker.ts": clone(101, "100-base", { snapshot: '"docker-ready"' }),
  "definitions/110-database.ts": clone(110, "101-docker"),
  "definitions/120-web.ts": `import database from "./110-database.ts";\n${clone(120, "101-docker", {
    steps: `[
      wait.neighbour({ container: database, port: 5432, within: seconds(60) }),
      lxc.mount({ source: "/tank/media", path: "/srv/media", readOnly: true }),
    ]`,
    accept: '[{ code: "D333", reason: "nothing snapshots it" }]',
  })}`,
  "definitions/130-alone.ts": definition(130),
};

describe("graph prints", () => {
  it("the clone tree, and what a container needs besides", async () => {
    expect((await project(fleet).run("graph")).out.split("\n")).toEqual([
      "100 ct100, snapshot 'ready'",
      "└─ 101 ct101, snapshot 'docker-ready'",
      "   ├─ 110 ct110",
      "   └─ 120 ct120, waits for 110, mounts /tank/media read-only",
      "130 ct130",
      "",
    ]);
  });

  it("of one container all that it needs, and nothing else", async () => {
    const { out } = await project(fleet).run("graph", "120", "--json");
    const { containers, dependencies } = JSON.parse(out);
    expect(containers.map(({ ctid }: { ctid: number }) => ctid)).toEqual([100, 101, 110, 120]);
    expect(containers.at(-1)).toEqual({
      ctid: 120,
      name: "ct120",
      kind: "application",
      host: "host",
      parent: 101,
      snapshot: null,
      depth: 2,
    });
    expect(dependencies).toMatchObject([
      { kind: "waits", from: 120, to: 110 },
      { kind: "mounts", from: 120, folder: "/tank/media", writable: false },
    ]);
  });

  it("DOT and Mermaid with the same arrows", async () => {
    const { run } = project(fleet);
    const drawn = (await run("graph", "--format", "dot")).out;
    expect(drawn).toContain('  "101" -> "120"\n');
    expect(drawn).toContain('  "120" -> "110" [label="waits for", style=dashed, constraint=false]\n');
    expect(drawn).toContain('  "120" -> "host:/tank/media" [label="mounts, read-only", style=dashed');
    const chart = (await run("graph", "--format", "mermaid")).out;
    expect(chart).toContain("  c101 --> c120\n");
    expect(chart).toContain('  c120 -. "waits for" .-> c110\n');
    expect(chart).toContain('  c120 -. "mounts, read-only" .-> f0\n');
  });

  it("the same bytes twice, as SVG too", async () => {
    const { run } = project(fleet);
    const words = ["graph", "--format", "svg"];
    const first = await run(...words);
    expect(first.out).toMatch(/^<\?xml[\s\S]*<\/svg>\n$/);
    expect(first.out.match(/class="node"/g)).toHaveLength(6);
    expect(await run(...words)).toEqual(first);
  });

  it("nothing in a format that there is not", async () => {
    expect(await project(fleet).run("graph", "--format", "svgg")).toEqual({
      code: 2,
      out: "",
      err: "phoenix-setup: --format takes text, dot, mermaid, svg, not 'svgg'; did you mean 'svg'?\nhint: phoenix-setup graph --help\n",
    });
  });
});

const HOSTILE = [
  'a"]; x -> y; "',
  "</script><script>alert(1)</script>",
  "back\\slash\\",
  "two\nlines",
  "`**b**`",
  "#quot;",
  "%%{init}%%",
  "\u2028&lt;",
  "\\N\\G",
];

describe.each(HOSTILE)("%j as a name", (name) => {
  const at = { kind: "application", snapshot: null, depth: 0, parent: null } as const;
  const graph: FleetGraph = {
    containers: [
      { ...at, ctid: 1, name, host: "pve1" },
      { ...at, ctid: 2, name: "b", host: name },
    ],
    dependencies: [{ kind: "mounts", from: 1, step: 1, title: name, folder: name, writable: true }],
  };

  it("is text for Graphviz", async () => {
    const drawn = await svg(dot(graph));
    expect(drawn.match(/class="node"/g)).toHaveLength(3);
    expect(drawn.match(/class="edge"/g)).toHaveLength(1);
    expect(drawn).not.toMatch(/<script/);
  });

  it("is text for Mermaid, on one line, between two quotes", () => {
    const [line = ""] = /^ *c1\[.*$/m.exec(mermaid(graph)) ?? [];
    expect(line.trim()).toMatch(/^c1\["1 [\p{L}\p{N} ./:,_#;-]*"\]$/u);
    const back = line.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(back).toContain(`"1 ${name}"`);
  });
});

it("a host has a heading of its own if there is more than one", () => {
  const at = { kind: "application", snapshot: null, depth: 0, parent: null } as const;
  const containers = [
    { ...at, ctid: 1, name: "a", host: "pve1" },
    { ...at, ctid: 2, name: "b", host: "pve2" },
  ];
  expect(textTree({ containers, dependencies: [] })).toBe("pve1\n1 a\n\npve2\n2 b");
  expect(dot({ containers, dependencies: [] })).toContain('  subgraph cluster_1 {\n    label="pve2"\n');
});
