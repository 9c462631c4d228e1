import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { thorough } from "../thorough.ts";
import { npmPlace, pack } from "./packed.ts";
import { root } from "./project.ts";

const place = npmPlace();
const packed = pack(place);
const document = readFileSync(join(root, "generator/docs/write-own-steps.md"), "utf8");

/** Writes files below a folder of the place. */
function put(below: string, files: Readonly<Record<string, string>>): string {
  const folder = join(place.folder, below);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Runs a program in a folder; its output if it ends with 0, an error that shows all of it otherwise. */
function run(folder: string, program: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, env: place.env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${words.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** A block of the document, by the comment in its first line, without it. */
const block = (path: string): string => {
  const found = [...document.matchAll(/^```(?:ts|hbs)\n(.*)\n([\s\S]*?)^```$/gm)].find(([, first]) =>
    first?.includes(` ${path}`),
  );
  return found?.[2] ?? "";
};

/** A container with these steps. */
const container = (imports: string, steps: string): string => `import { application, gib, mib } from "phoenix-setup";
${imports}
export default application({
  ctid: 910,
  name: "own",
  unprivileged: true,
  memory: mib(1024),
  cores: 1,
  disk: gib(10),
  network: { ip: "10.0.0.30/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:E0" },
  steps: [${steps}],
});
`;

const STEPS_PACKAGE = {
  "package.json": JSON.stringify({
    name: "phoenix-steps-example",
    version: "1.0.0",
    type: "module",
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    files: ["index.js", "index.d.ts"],
    peerDependencies: { "phoenix-setup": "*" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      lib: ["es2022"],
      types: [],
      strict: true,
      declaration: true,
      skipLibCheck: true,
    },
    files: ["index.ts"],
  }),
  "index.ts": `import { sh } from "phoenix-setup";
import { defineStep, z } from "phoenix-setup/step";

/** The zone that the container's clock shows. */
export const timeZone = defineStep({
  kind: "time-zone",
  schema: z.strictObject({
    /** Its name below /usr/share/zoneinfo. */
    zone: z.string().regex(/^[A-Za-z]+\\/[A-Za-z_]+$/, "must be an area and a place, such as Europe/Berlin"),
  }),
  title: ({ zone }) => \`time zone \${zone}\`,
  check: ({ zone }) => sh\`[[ /etc/localtime -ef \${"/usr/share/zoneinfo/"}\${zone} ]]\`,
  apply: ({ zone }) => sh\`ln -sfT \${"/usr/share/zoneinfo/"}\${zone} /etc/localtime\`,
});
`,
};

/** A project that `init` made; one for all, since npm takes its time. */
const folder = put("project", {});

const own = (folder: string, ...words: string[]): string => run(folder, "node_modules/.bin/phoenix-setup", ...words);

it("the packed tarball holds what is built and what is read, and nothing else", () => {
  const rest = packed.files.filter(
    (path) =>
      !/^(dist\/.*|LICENSE|README\.md|package\.json|generator\/ERRORS\.md|generator\/docs\/[\w/-]+\.(md|png)|generator\/steps\/README\.md)$/.test(
        path,
      ),
  );
  expect(rest).toEqual([]);
  expect(packed.files).toEqual(expect.arrayContaining(["dist/phoenix-setup.cjs", "dist/types/index.d.ts", "LICENSE"]));
});

// Each installs with npm and compiles, for a minute of processor time in all: in the thorough form only.
describe.runIf(thorough)("from the packed tarball,", () => {
  beforeAll(() => {
    mkdirSync(folder);
    run(folder, "npx", "--yes", `../${packed.name}`, "init");
    run(folder, "npm", "install");
  });

  it("a folder that init made generates, compiles and is up to date", () => {
    expect(run(folder, "npm", "run", "generate")).toContain("1 script written");
    run(folder, "node_modules/.bin/tsc", "-p", ".");
    expect(run(folder, "npm", "run", "check")).toContain("1 script up to date, 0 stale");
    expect(own(folder, "doctor")).toContain("nothing is missing");
    // All of our types are sound, and not only as far as this project uses them; those of zod want more libraries.
    const whole = spawnSync("node_modules/.bin/tsc", ["-p", ".", "--skipLibCheck", "false"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(whole.stdout.split("\n").filter((line) => line.includes("phoenix-setup"))).toEqual([]);
  });

  it("init finds its own tarball where it was installed by npm install", () => {
    const other = put("installed", {});
    mkdirSync(other);
    run(other, "npm", "install", `../${packed.name}`);
    expect(own(other, "init")).toContain("added   scripts.generate");
    run(other, "npm", "install");
    expect(run(other, "npm", "run", "generate")).toContain("1 script written");
    run(other, "node_modules/.bin/tsc", "-p", ".");
  });

  it("the README's own kind with a template is a step like any other", () => {
    put("project/definitions", {
      "910-own.ts": container(
        'import { banner } from "./steps/banner.ts";',
        'banner({ lines: ["Keep out.", "It\'s mine."] })',
      ),
      "steps/banner.ts": block("definitions/steps/banner.ts"),
      "steps/banner.sh.hbs": block("definitions/steps/banner.sh.hbs"),
    });
    run(folder, "node_modules/.bin/tsc", "-p", ".");
    expect(own(folder, "generate", "910")).toContain("1 script written");
    expect(own(folder, "lint", "910")).toMatch(/: 0 remarks on 1 script\n/);
    const script = readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_910.sh"), "utf8");
    expect(script).toContain(String.raw`printf '%s\n' 'Keep out.' 'It'\''s mine.' >/etc/issue.net`);
    expect(own(folder, "rehearse", "910")).toContain("banner in /etc/issue.net\n");
    // Its source is under fifteen lines, as the section says of itself.
    for (const name of ["banner.ts", "banner.sh.hbs"])
      expect(block(`definitions/steps/${name}`).trimEnd().split("\n").length).toBeLessThan(15);
  });

  it("a package of steps is built, installed beside it, imported, typed, generated and rehearsed", () => {
    const source = put("phoenix-steps-example", STEPS_PACKAGE);
    run(source, "npm", "install", "--no-save", `../${packed.name}`);
    run(source, process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", ".");
    const steps = pack(place, source);
    expect([...steps.files].sort()).toEqual(["index.d.ts", "index.js", "package.json"]);

    run(folder, "npm", "install", `../${steps.name}`);
    const definition = (zone: string) =>
      container('import { timeZone } from "phoenix-steps-example";', `timeZone({ zone: ${zone}, retries: 1 })`);
    put("project/definitions", { "910-own.ts": definition('"Europe/Berlin"') });
    run(folder, "node_modules/.bin/tsc", "-p", ".");
    expect(own(folder, "generate", "910")).toContain("1 script written");
    expect(own(folder, "lint", "910")).toMatch(/: 0 remarks on 1 script\n/);
    const told = own(folder, "rehearse", "910");
    expect(told).toMatch(/time-zone changed \d+s {2}definitions\/910-own\.ts:11 {2}time zone Europe\/Berlin/);
    expect(told).toContain("the last run changed nothing");

    put("project/definitions", { "910-own.ts": definition('"Berlin"') });
    expect(() => own(folder, "generate", "910")).toThrow(
      /error\[D104\]: `zone` must be an area and a place, such as Europe\/Berlin[\s\S]*--> definitions\/910-own\.ts:11:/,
    );
    put("project/definitions", { "910-own.ts": definition("1") });
    expect(() => run(folder, "node_modules/.bin/tsc", "-p", ".")).toThrow(
      /Type 'number' is not assignable to type 'string'/,
    );
  });
});

it("types need nothing but what the package depends on", () => {
  const dependencies = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies as object);
  const types = packed.files.filter((path) => path.endsWith(".d.ts"));
  const imported = types.flatMap((path) =>
    [
      ...readFileSync(join(root, path), "utf8").matchAll(
        /^(?:import|export) .*? from "([^."][^"]*)"|\bimport\("([^."][^"]*)"\)/gm,
      ),
    ].map(([, first, second]) => first ?? second ?? ""),
  );
  expect([...new Set(imported)].filter((name) => !dependencies.includes(name))).toEqual([]);
});
