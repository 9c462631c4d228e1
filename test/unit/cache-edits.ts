import { FLEET, fileOf, member } from "./cache-fleet.ts";

/** The files of a project, text by path, as an edit leaves them; undefined removes one. */
export type Edited = Readonly<Record<string, string | undefined>>;

/** One way in which people change a project. `at` decides where, `n` to what; `now` is what there is. */
export type Edit = (given: { at: number; n: number; now: Readonly<Record<string, string>> }) => Edited;

const ctids = (now: Readonly<Record<string, string>>): number[] =>
  Object.keys(now).flatMap((file) => Number(/^definitions\/(9\d\d)-/.exec(file)?.[1] ?? 0) || []);

/** A container that is there, but not the one that all others are clones of. */
const one = (now: Readonly<Record<string, string>>, at: number): number => {
  const clones = ctids(now).filter((ctid) => ctid !== 900);
  return clones[at % clones.length] ?? 901;
};

const changed =
  (change: (n: number) => Readonly<Record<string, string>>): Edit =>
  ({ at, n, now }) => {
    const ctid = one(now, at);
    return { [fileOf(ctid)]: member(ctid, change(n)) };
  };

const inPlace =
  (file: string, from: RegExp, to: (n: number) => string): Edit =>
  ({ n, now }) => ({ [file]: (now[file] ?? FLEET[file] ?? "").replace(from, to(n)) });

const PACKAGE = "node_modules/steps-package";
const SHARED = "definitions/shared.ts";

/** Every way in which a project is changed in the test, by what is done. */
export const EDITS: Readonly<Record<string, Edit>> = {
  "a definition is added": ({ n, at }) => ({
    [fileOf(940 + (n % 5))]: member(940 + (n % 5), at % 4 === 0 ? { nmae: '"x"' } : {}),
  }),
  "a definition is removed": ({ at, now }) => ({ [fileOf(one(now, at))]: undefined }),
  "the parent is removed": () => ({ [fileOf(900)]: undefined }),
  "a definition is renamed": ({ at, n, now }) => {
    const from = fileOf(one(now, at));
    const to = n % 3 === 0 ? from.replace(/9\d\d/, "989") : from.replace(/-\w+\.ts$/, `-renamed${n % 10}.ts`);
    return { [from]: undefined, [to]: now[from] ?? "" };
  },
  "a definition does something else": changed((n) => ({
    steps: `[apt.packages({ packages: ["package-${n % 50}"] })]`,
  })),
  "a definition gets a warning": changed(() => ({
    steps: '[file.content({ path: "/tmp/x", content: "x" })]',
    cores: "1",
  })),
  "a definition mounts a folder that others read from": changed(() => ({
    steps: '[lxc.mount({ source: "/tank/shared", path: "/srv" })]',
    accept: '[{ code: "D333", reason: "no snapshot is wanted" }]',
  })),
  "a definition gets another number": changed((n) => ({ ctid: String(950 + (n % 20)) })),
  "a definition gets another name": changed((n) => ({ name: `"other${n % 3}"` })),
  "a definition gets an address that may be taken": changed((n) => ({
    network: `{ ip: "10.0.0.${100 + (n % 40)}/24", gateway: "10.0.0.1", mac: "52:54:00:00:01:01" }`,
  })),
  "a definition has an option too many": changed(() => ({ nmae: '"x"' })),
  "a definition has a wrong type that runs": changed(() => ({
    description: '"x".repeat("3" as never)',
    cores: "+(2 as unknown as string)",
  })),
  "a definition cannot be read": ({ at, now }) => ({ [fileOf(one(now, at))]: "export default application({" }),
  "a definition throws": changed(() => ({ description: '(() => { throw new Error("no") })()' })),
  "a definition looks at the clock": changed(() => ({ description: "`made in ${new Date().getFullYear()}`" })),
  "the parent does something else": ({ n }) => ({
    [fileOf(900)]: member(900, { steps: `[apt.packages({ packages: ["base-${n % 50}"] })]` }),
  }),
  "the parent gets another snapshot": ({ n }) => ({ [fileOf(900)]: member(900, { snapshot: `"base${n % 3}"` }) }),
  "a definition is mended": ({ at, now }) => ({
    [fileOf(one(now, at))]: FLEET[fileOf(one(now, at))] ?? member(one(now, at)),
  }),
  "everything is mended": ({ now }) => ({
    ...Object.fromEntries(Object.keys(now).map((file) => [file, undefined])),
    ...FLEET,
  }),
  "a comment is added": ({ at, n, now }) => {
    const file = fileOf(one(now, at));
    return { [file]: `// ${n}\n${now[file] ?? ""}` };
  },
  "what is shared does something else": inPlace(SHARED, /"git[^"]*"/, (n) => `"git-${n % 20}"`),
  "what is shared cannot be read": () => ({ [SHARED]: "export const packages = (" }),
  "what is shared is gone": () => ({ [SHARED]: undefined }),
  "what is shared has another type": inPlace(SHARED, /name: string/, () => "name: number"),
  "a piece does something else": ({ n }) => ({
    "definitions/pieces/piece.ts": `export const piece: string = "piece ${n % 9}";\n`,
  }),
  "a piece appears before the other": ({ n }) => ({
    "definitions/pieces/piece.tsx": `export const piece: string = "tsx ${n % 9}";\n`,
  }),
  "that piece is gone": () => ({ "definitions/pieces/piece.tsx": undefined }),
  "the host says something else": inPlace(
    "definitions/host.ts",
    /domain: "[^"]*"/,
    (n) => `domain: "host${n % 20}.example.org"`,
  ),
  "the host is wrong": inPlace("definitions/host.ts", /bridge: "\w*"/, () => "bridge: 3"),
  "a carried file changes": ({ n }) => ({ "definitions/files/motd": `Welcome ${n}.\n` }),
  "a carried file is gone": () => ({ "definitions/files/motd": undefined }),
  "a carried folder gains a file": ({ n }) => ({ [`definitions/files/site/page-${n % 5}.html`]: `<h1>${n}</h1>\n` }),
  "a carried folder loses a file": ({ n }) => ({ [`definitions/files/site/page-${n % 5}.html`]: undefined }),
  "an own template changes": inPlace(
    "definitions/steps/banner.sh.hbs",
    /echo .*\{\{text\}\}/,
    (n) => `echo ${n % 9} {{text}}`,
  ),
  "an own template does not parse": () => ({
    "definitions/steps/banner.sh.hbs": "{{fn}}_apply() {\n  {{#if text}}\n}\n",
  }),
  "an own template is right again": () => ({
    "definitions/steps/banner.sh.hbs": FLEET["definitions/steps/banner.sh.hbs"],
  }),
  "a package gets another version": ({ n }) => ({
    [`${PACKAGE}/package.json`]: FLEET[`${PACKAGE}/package.json`]?.replace("1.0.0", `1.${n % 9}.0`),
    [`${PACKAGE}/index.js`]: FLEET[`${PACKAGE}/index.js`]?.replace("less", `less-${n % 9}`),
  }),
  "a package has another entry": ({ n }) => ({
    [`${PACKAGE}/package.json`]: FLEET[`${PACKAGE}/package.json`]?.replace("index.js", "other.js"),
    [`${PACKAGE}/other.js`]: FLEET[`${PACKAGE}/index.js`]?.replace("less", `other-${n % 9}`),
  }),
  "a package has other types": ({ n }) => ({
    [`${PACKAGE}/index.d.ts`]: FLEET[`${PACKAGE}/index.d.ts`]?.replace(
      "() =>",
      n % 2 === 0 ? "(must: string) =>" : "(may?: string) =>",
    ),
  }),
  "a package is gone": () => ({ [`${PACKAGE}/index.js`]: undefined }),
  "a package appears nearer": ({ n }) => ({
    "definitions/node_modules/steps-package/package.json":
      '{ "name": "steps-package", "type": "module", "main": "near.js" }\n',
    "definitions/node_modules/steps-package/near.js": FLEET[`${PACKAGE}/index.js`]?.replace("less", `near-${n % 9}`),
  }),
  "the nearer package is gone": () => ({
    "definitions/node_modules/steps-package/package.json": undefined,
    "definitions/node_modules/steps-package/near.js": undefined,
  }),
  "the compiler's options are stricter": inPlace(
    "tsconfig.json",
    /"strict":true/,
    () => '"strict":true,"noUnusedLocals":true',
  ),
  "the compiler's options are other ones": inPlace(
    "tsconfig.json",
    /"lib":\["\w+"\]/,
    (n) => `"lib":["${n % 2 ? "es5" : "es2023"}"]`,
  ),
  "the compiler's options are wrong": inPlace("tsconfig.json", /"target":"\w+"/, () => '"target":"es1"'),
  "the compiler's options are gone": () => ({ "tsconfig.json": undefined }),
  "a script is edited by hand": ({ at, n, now }) => ({
    [`dist-scripts/phoenix_hypervisor_setup_${one(now, at)}.sh`]: `echo ${n}\n`,
  }),
  "a script is removed": ({ at, now }) => ({ [`dist-scripts/phoenix_hypervisor_setup_${one(now, at)}.sh`]: undefined }),
  "a script of nobody appears": () => ({ "dist-scripts/phoenix_hypervisor_setup_999.sh": "exit 0\n" }),
};
