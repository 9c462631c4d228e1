import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The commands that bring packages into a project, in the words of its package manager. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn";
  /** Installs what `package.json` names. */
  readonly install: string;
  /** Installs packages for this platform too, which an installation may have left out. */
  readonly installOptional: string;
  /** Adds a package for development, such as `typescript@7`. */
  readonly addForDevelopment: (specifier: string) => string;
  /** Runs a script of `package.json`. */
  readonly run: (script: string) => string;
}

const NPM: PackageManager = {
  name: "npm",
  install: "npm install",
  installOptional: "npm install --include=optional",
  addForDevelopment: (specifier) => `npm install --save-dev ${specifier}`,
  run: (script) => `npm run ${script}`,
};

const PNPM: PackageManager = {
  name: "pnpm",
  install: "pnpm install",
  installOptional: "pnpm install",
  addForDevelopment: (specifier) => `pnpm add --save-dev ${specifier}`,
  run: (script) => `pnpm run ${script}`,
};

const YARN: PackageManager = {
  name: "yarn",
  install: "yarn install",
  installOptional: "yarn install",
  addForDevelopment: (specifier) => `yarn add --dev ${specifier}`,
  run: (script) => `yarn run ${script}`,
};

const LOCK_FILES = [
  ["package-lock.json", NPM],
  ["pnpm-lock.yaml", PNPM],
  ["yarn.lock", YARN],
] as const;

/**
 * The package manager of a project: the one whose lock file is nearest, or else the one that started this process, or else npm.
 *
 * @param folder the project's folder, absolute
 * @param agent what a package manager says of itself to what it starts: `pnpm/10.34.9 npm/? node/v20.20.2 …`
 */
export function packageManager(
  folder: string,
  agent: string | undefined = process.env["npm_config_user_agent"],
): PackageManager {
  for (let at = folder; ; at = dirname(at)) {
    const found = LOCK_FILES.find(([file]) => existsSync(join(at, file)));
    if (found) return found[1];
    if (dirname(at) === at) break;
  }
  return [PNPM, YARN].find(({ name }) => agent?.startsWith(`${name}/`)) ?? NPM;
}
