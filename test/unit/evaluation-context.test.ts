import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "../../generator/load/load.ts";
import { definition, project, root } from "./project.ts";

/** What each of these expressions gives, or the message that refuses it; one file each, in one load. */
function results(expressions: readonly string[], files: Readonly<Record<string, string>> = {}): string[] {
  const ctid = (n: number): number => 101 + n;
  const made = expressions.map((expression, n) => [
    `definitions/${ctid(n)}-a.ts`,
    `import * as setup from "phoenix-setup"; void setup; const given: any = ${expression};\n${definition(ctid(n), { description: "String(given)" })}`,
  ]);
  const { folder } = project({ ...Object.fromEntries(made), ...files });
  const { containers, findings } = load(folder);
  return expressions.map((_, n) => {
    const failed = findings.find(({ place }) => place.file === `definitions/${ctid(n)}-a.ts`);
    if (failed !== undefined) return `${failed.code} ${failed.message}`;
    return (
      containers.find(({ definition: { options } }) => options.ctid === ctid(n))?.definition.options.description ?? "?"
    );
  });
}

/** What each gives is what stands beside it. */
function expectResults(given: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): void {
  const found = results(Object.keys(given), files);
  expect(Object.fromEntries(Object.keys(given).map((expression, n) => [expression, found[n]]))).toEqual(given);
}

const not = (name: string, why: string): string => `D212 \`${name}\` is not available in a definition: ${why}`;
const time = "it depends on the time";
const chance = "it differs from run to run";
const machine = "it differs from machine to machine";
const files = "a change of what it reads would go unnoticed";
const loading = "it loads or inspects programs";

it("A2: time, chance and the machine are refused, whatever way leads there", () => {
  expectResults({
    "crypto.randomUUID()": not("crypto", chance),
    'require("node:crypto").randomUUID()': not("crypto.randomUUID", chance),
    'globalThis["cry" + "pto"].getRandomValues': not("crypto", chance),
    "Math.random()": not("Math.random()", chance),
    "Date.now()": not("Date.now()", time),
    "new Date()": not("new Date()", time),
    "Date()": not("Date()", time),
    "new (class extends Date {})()": not("new Date()", time),
    "new (new Date(0).constructor as any)()": not("new Date()", time),
    "Reflect.construct(Date, [])": not("new Date()", time),
    'new Intl.DateTimeFormat("en").format()': not("Intl.DateTimeFormat.format()", time),
    "performance.now()": not("performance", time),
    "process.hrtime()": not("process.hrtime", time),
    'new Function("return Date.now()")()': not("Date.now()", time),
    '(0, eval)("Math.random()")': not("Math.random()", chance),
    '(setup.application as any).constructor("return process.cwd()")()': not("Function()", loading),
    "process.cwd()": not("process.cwd", machine),
    'require("os").hostname()': not("os.hostname", machine),
    'require("path").resolve("x")': not("resolve() of relative paths", machine),
    'require("fs").readFileSync("/etc/hostname")': not("fs.readFileSync", files),
    'process.getBuiltinModule("fs")': not("process.getBuiltinModule", loading),
    'require(["node:", "fs"].join("")).statSync': not("fs.statSync", files),
    'require.resolve("phoenix-setup")': not("require.resolve()", loading),
    "new WeakRef({})": not("WeakRef", "it depends on when memory is freed"),
    "new SharedArrayBuffer(8)": not("SharedArrayBuffer", "it is for several threads"),
    'fetch("http://localhost")': not("fetch", "it asks another machine"),
    'process.stdout.write("x")': not("process.stdout", "standard output belongs to the command"),
    'process.env.A212 = "x"': not("process.env.A212 = …", "all definitions share it"),
    "new Error('x').stack": "Error: x",
  });
});

it("what is constant works as ever", () => {
  expectResults({
    'require("node:crypto").createHash("sha256").update("a").digest("hex").slice(0, 8)': "ca978112",
    'Buffer.from("a").toString("base64")': "YQ==",
    "Buffer.allocUnsafe(64).every((byte: number) => byte === 0)": "true",
    'new URL("http://a/b").pathname': "/b",
    "structuredClone({ a: [1] }).a[0]": "1",
    'require("node:path").join("/a", "..", "b")': "/b",
    'require("node:path").relative("a/b", "a/c")': "../c",
    'require("node:util").format("%s", "x")': "x",
    "new Date(0).toISOString()": "1970-01-01T00:00:00.000Z",
    "Intl.NumberFormat('de').format(1234.5)": "1.234,5",
    "typeof global.Buffer": "function",
  });
});

it("instanceof knows values of both realms, and classes of one's own", () => {
  const caught = (call: string): string =>
    `(() => { try { ${call} } catch (e) { return [e instanceof Error, e instanceof TypeError].join() } })()`;
  expectResults({
    [caught("(setup.sh as any)('x')")]: "true,false",
    [caught("(null as any).x")]: "true,true",
    [caught("(setup.docker as any).contaner")]: "true,false",
    "setup.dockerEngine({}) instanceof Array": "true",
    "Buffer.from('') instanceof Uint8Array": "true",
    "(() => { class Own extends Error { constructor() { super('m'); this.name = 'Own'; } } const e = new Own(); return [e instanceof Own, new Error() instanceof Own, String(e)].join() })()":
      "true,false,Own: m",
  });
});

describe("one file does not change another's result:", () => {
  it("what it does to the language is an error", () => {
    const other = '[[1, 2].map(String).join(), "last" in Array.prototype, typeof (globalThis as any).left].join()';
    const [map, last, left, , seen] = results([
      "Array.prototype.map = (() => []) as any",
      "(Array.prototype as any).last = () => 1",
      "(globalThis as any).left = 1",
      "Object.prototype.toString = () => 'x'",
      other,
    ]);
    expect(map).toContain("D202 the file's own code failed: Cannot assign to read only property 'map'");
    expect(last).toContain("D202 the file's own code failed: Cannot add property last");
    expect(left).toContain("D202 the file's own code failed: Cannot add property left");
    expect(seen).toBe("1,2,false,undefined");
  });

  it("objects of its own may have what a frozen prototype has", () => {
    expectResults({
      "(() => { const o: any = {}; o.toString = () => 'own'; return o; })()": "own",
      "(() => { function F(this: any) {} F.prototype.constructor = F; F.prototype.hasOwnProperty = 1; return 'made'; })()":
        "made",
    });
  });
});

it("a package may name what is refused, and is told where it is called if it uses it", () => {
  const index = `const { readFileSync } = require("fs"); const { inherits } = require("util"); const os = require("os");
class Reader extends require("stream").Readable {}
exports.here = [typeof process.pid, typeof setTimeout, typeof Reader, typeof inherits, typeof os.EOL].join();
exports.uses = () => readFileSync("x");\n`;
  expectResults(
    {
      'require("asks").here': "function,undefined,function,function,function",
      'require("asks").uses()': not("fs.readFileSync", files),
    },
    { "node_modules/asks/index.js": index, "node_modules/asks/package.json": '{ "main": "index.js" }' },
  );
});

it("what is imported late is refused as well", async () => {
  const { folder } = project({
    "definitions/101-a.ts": `import("node:fs").then((fs) => fs.readFileSync("x"));\n${definition(101)}`,
  });
  const { later } = load(folder);
  expect((await later()).map(({ code, message, place }) => [code, message, place.line])).toEqual([
    ["D212", not("fs.readFileSync", files).slice(5), 1],
  ]);
});

it("A1: a variable of the environment is recorded by whatever way it is read", () => {
  const steps = '[apt.packages({ packages: [(globalThis as any).process.env["PK_A1"]] })]';
  const { folder } = project({ "definitions/101-a.ts": definition(101, { steps }) });
  const run = (command: string, value: string): readonly [number | null, string] => {
    const env = { ...process.env, PK_A1: value, XDG_CACHE_HOME: join(folder, "cache") };
    const words = [join(root, "dist/phoenix-setup.cjs"), command, "--no-types", "--no-lint"];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: "utf8" });
    return [status, stderr.trim().split("\n").at(-1) ?? ""];
  };
  const script = (): string => readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_101.sh"), "utf8");
  expect(run("generate", "jq")).toEqual([0, expect.stringContaining("1 script written")]);
  expect(run("generate", "jq")).toEqual([0, expect.stringContaining("1 unchanged")]);
  expect(run("check", "tree")[0]).toBe(1);
  expect(run("generate", "tree")).toEqual([0, expect.stringContaining("1 script written")]);
  expect(script()).toContain("tree");
  expect(script()).not.toContain("jq");
});
