import { describe, expect, it } from "vitest";
import { definition } from "./project.ts";
import { report } from "./report.ts";

/** What is said of these files: the head, the place and the hint of each finding. */
async function said(files: Readonly<Record<string, string>>): Promise<string> {
  return (await report(files))
    .split("\n")
    .filter((line) => /^(error|warning)|^ {2}(-->|hint)/.test(line))
    .map((line) => line.trim())
    .join("\n");
}

const one = (...lines: string[]): Promise<string> =>
  said({ "101-a.ts": `${lines.join("\n")}\n${definition(101)}`, "files/x.sh": "true\n" });

describe("what is looked for beside the own file", () => {
  it.each([
    ["A4: __dirname", "void (__dirname + '/x.sh');", "the file's own code failed: __dirname is not defined", 1],
    ["A4: __filename", "void (__filename);", "the file's own code failed: __filename is not defined", 1],
    ["A5: dirname", "void import.meta.dirname;", "there is no `import.meta.dirname` in a definition", 18],
    ["A5: url", 'void new URL("./x", import.meta.url);', "there is no `import.meta.url` in a definition", 33],
    ["A5: resolve", 'import.meta.resolve("./x");', "there is no `import.meta.resolve` in a definition", 13],
  ])("%s: the hint names local()", async (_, line, message, column) => {
    const text = await one("", line);
    expect(text).toContain(`error[D202]: ${message}`);
    expect(text).toContain(`--> definitions/101-a.ts:2:${column}\n`);
    expect(text).toContain('hint: read a file with local("files/x.sh"), a folder with localFolder("files")');
  });

  it("A4: to follow it helps", async () => {
    const steps = '[file.local({ path: "/opt/x.sh", source: local("files/x.sh") })]';
    const import_ = 'import { local } from "phoenix-setup";\n';
    const files = { "101-a.ts": `${import_}${definition(101, { steps })}`, "files/x.sh": "true\n" };
    expect(await said(files)).toBe("");
  });

  it("A5: a package may ask whether it is there", async () => {
    const asks = "export const here = import.meta.url ?? 'nowhere';\n";
    const files = { "node_modules/asks/index.mjs": asks, "node_modules/asks/package.json": '{ "main": "index.mjs" }' };
    expect(await said({ "101-a.ts": `import { here } from "asks";\nvoid here;\n${definition(101)}`, ...files })).toBe(
      "",
    );
  });
});

describe("A16: a comma is missing", () => {
  const steps = (text: string) => said({ "101-a.ts": definition(101, { steps: text }) });
  const at = (place: string, before: string) =>
    `error[D201]: a comma is missing ${before}\n--> definitions/101-a.ts:${place}\nhint: write a comma there`;

  it.each([
    ["between steps", "[\n    docker.ready({})\n    docker.ready({}),\n  ]", "12:20", "`docker.ready`"],
    ["with a comment", "[\n    docker.ready({}) // first\n\n    // x\n    /* y */\n    sh(),\n  ]", "12:20", "`sh`"],
    ["between strings", '[apt.packages({ packages: [\n    "a"\n    "b",\n  ] })]', "12:7", "what comes next"],
    ["between fields", '[file.content({\n    path: "/a"\n    content: "b",\n  })]', "12:14", "`content`"],
    ["between arguments", "[[1].concat(\n    2\n    3\n  )]", "12:5", "`3`"],
  ])("%s, and the end of that line is told", async (_, text, place, next) => {
    expect(await steps(text)).toBe(at(place, `at the end of this line, before ${next}`));
  });

  it("on one line", async () => {
    expect(await steps("[docker.ready({}) docker.ready({})]")).toBe(at("11:28", "before `docker.ready`"));
  });

  it.each([
    ["a bracket", "[docker.ready({}", "Unexpected"],
    ["an operator", "[1 +\n]", "Unexpected"],
    ["the list's end", "[docker.ready({})\n});\nexport const a = [1", "Expected"],
  ])("but not where %s is missing", async (_, text, message) => {
    expect(await steps(text)).toContain(message);
    expect(await steps(text)).not.toContain("comma");
  });
});

describe("A16: a field in another's place", () => {
  it("belongs into the one beside it", async () => {
    const network = '{ gateway: "10.0.0.251", mac: "52:54:00:00:00:21" }';
    expect(await said({ "101-a.ts": definition(101, { network, ip: '"10.0.0.101/24"' }) })).toBe(
      "error[D102]: unknown field `ip`\n--> definitions/101-a.ts:12:3\nhint: it belongs into `network`: network: { ip: … }",
    );
    expect(await said({ "101-a.ts": definition(101, { nesting: "true" }) })).toContain(
      "hint: it belongs into `features`: features: { nesting: … }",
    );
  });

  it("belongs beside the one that it stands in", async () => {
    const network = '{ ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21", cores: 2 }';
    const text = await said({ "101-a.ts": definition(101, { network }).replace(/ {2}cores: 2,\n/, "") });
    expect(text).toMatch(
      /^error\[D102\]: unknown field `network\.cores`\n.*\nhint: it belongs beside `network`, not into it$/,
    );
  });
});

describe("A16: a name of another place", () => {
  it("is told by the nearest one of phoenix-setup", async () => {
    expect(await one("services.running({});")).toContain("hint: did you mean `service`?");
    expect(await one("localFolder('files');")).toContain('hint: import { localFolder } from "phoenix-setup"');
    expect(await one("void NAME;")).toContain("hint: import NAME from the file that exports it, or mend its spelling");
    expect(await one("void `${NAME}`;")).toContain("hint: import NAME, or, if it is meant for Bash, write \\${NAME}");
  });

  it("paths of tsconfig.json are not followed", async () => {
    const files = { "101-a.ts": `import { web } from "@/web";\nvoid web;\n${definition(101)}` };
    expect(await said(files)).toContain("hint: mend the name, or install the package");
    expect(
      await said({ ...files, "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }' }),
    ).toContain(
      "hint: write the path to the file, such as ./parts/web.ts: `paths` and `baseUrl` of tsconfig.json are not followed",
    );
  });
});
