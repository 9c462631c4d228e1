import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";

/** The part of `node_modules/.package-lock.json`, which npm writes into every `node_modules`, that tells where a package came from. */
interface Lock {
  readonly packages?: Readonly<Record<string, { readonly resolved?: string }>>;
}

/**
 * How a project's package.json has to name this very phoenix-setup, so that `npm install` gets the same one: the tarball or folder that it was
 * installed from, or else its version.
 *
 * @param program folder of the running program, `dist/`
 */
export function ownSpecifier(program: string, project: string): string {
  const own = dirname(program);
  const modules = dirname(own);
  if (basename(modules) !== "node_modules") return `file:${towards(own, project)}`;
  const file = join(modules, ".package-lock.json");
  const { packages = {} } = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Lock) : {};
  const path = /^file:(.*)/.exec(packages[`node_modules/${basename(own)}`]?.resolved ?? "")?.[1];
  return path === undefined ? PHOENIX_SETUP_VERSION : `file:${towards(resolve(dirname(modules), path), project)}`;
}

const towards = (to: string, from: string): string => relative(from, to).replaceAll("\\", "/") || ".";
