// @ts-check
// Pages to look at: of this repository's fleet, of one whose texts are hostile, and of a thousand containers.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFleet } from "../bench/fleet.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = join(root, "dist/phoenix-setup.cjs");

/** @param {string} folder @param {...string} words */
const run = (folder, ...words) =>
  execFileSync(process.execPath, [program, ...words], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });

/** Every text of it tries to be more than text. */
export const HOSTILE = `</script></title><img src=x onerror="document.title='owned'"><a href="javascript:alert(1)">x</a> "' & {{x}}`;

/** @param {string} work @returns {string} the page of the repository's own fleet */
export function ownPage(work) {
  const file = join(work, "own.html");
  run(root, "graph", "--html", file);
  return file;
}

/** @param {string} work @returns {string} */
export function hostilePage(work) {
  const folder = join(work, "hostile");
  const text = JSON.stringify(HOSTILE);
  const container = (/** @type {number} */ ctid, /** @type {string} */ rest) => `
    ctid: ${ctid}, name: "ct-${ctid}", description: ${text}, memory: mib(1024), cores: 1, disk: gib(10),
    network: { ip: "10.0.0.${ctid - 90}/24", gateway: "10.0.0.1", mac: "52:54:00:00:00:${ctid - 90}" }, ${rest}`;
  mkdirSync(join(folder, "definitions"), { recursive: true });
  const imports = "apt, application, command, gib, group, lxc, mib, seconds, sh, template, wait";
  const head = `import { ${imports} } from "phoenix-setup";\n`;
  const step = `command({ title: ${text}, check: sh\`echo \${${text}}\`, apply: sh\`true\` })`;
  writeFileSync(
    join(folder, "definitions/100-base.ts"),
    `${head}export default template({${container(100, `unprivileged: true, snapshot: "ready", steps: [...group(${text}, [${step}])]`)}});\n`,
  );
  writeFileSync(
    join(folder, "definitions/101-database.ts"),
    `${head}import base from "./100-base.ts";\nexport default application({${container(101, "cloneOf: base, steps: [apt.packages({ packages: ['postgresql'] })]")}});\n`,
  );
  const steps = `[wait.neighbour({ container: database, port: 5432, within: seconds(60) }),
    lxc.mount({ source: "/tank/media", path: "/srv/media", readOnly: true })]`;
  const accept = 'accept: [{ code: "D333", reason: "nothing snapshots it" }]';
  writeFileSync(
    join(folder, "definitions/102-web.ts"),
    `${head}import base from "./100-base.ts";\nimport database from "./101-database.ts";\nexport default application({${container(102, `cloneOf: base, steps: ${steps}, ${accept}`)}});\n`,
  );
  const file = join(work, "hostile.html");
  run(folder, "graph", "--html", file, "--title", HOSTILE);
  return file;
}

/** @param {string} work @returns {string} */
export function largePage(work) {
  const folder = join(work, "large");
  writeFleet(folder, 1000);
  const file = join(work, "large.html");
  run(folder, "graph", "--html", file);
  return file;
}

/** @param {string} file */
export const bytesOf = (file) => readFileSync(file).length;
