/** The fields of a package.json that are looked at; all others stay as they are. */
interface Package {
  name?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** A project's package.json as it has to be, and what was added to the one that is there. */
export interface CompletedPackage {
  readonly text: string;
  /** Such as `scripts.generate`; empty if nothing was missing, or there was no file. */
  readonly added: readonly string[];
}

/** A new project's package.json, from the scaffold's. `folder` is the name of the project's folder. */
export function newPackage(scaffold: string, folder: string, specifier: string): string {
  const wanted = JSON.parse(scaffold) as Package;
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const devDependencies = { ...wanted.devDependencies, "phoenix-setup": specifier };
  return `${JSON.stringify({ ...wanted, ...(name === "" ? {} : { name }), devDependencies }, null, 2)}\n`;
}

/**
 * Adds the scripts and packages that are missing; what is there stays, whatever it says. Throws a SyntaxError if the file is no JSON object.
 */
export function completedPackage(there: string, scaffold: string, specifier: string): CompletedPackage {
  const found = JSON.parse(there) as Package;
  if (typeof found !== "object" || found === null || Array.isArray(found)) throw new SyntaxError("it holds no object");
  const wanted = JSON.parse(newPackage(scaffold, "", specifier)) as Package;
  const scripts = missing(wanted.scripts, found.scripts);
  const packages = missing(wanted.devDependencies, { ...found.dependencies, ...found.devDependencies });
  const added = [
    ...Object.keys(scripts).map((name) => `scripts.${name}`),
    ...Object.keys(packages).map((name) => `devDependencies.${name}`),
  ];
  if (added.length === 0) return { text: there, added };
  const whole = {
    ...found,
    ...(Object.keys(scripts).length > 0 ? { scripts: { ...found.scripts, ...scripts } } : {}),
    ...(Object.keys(packages).length > 0 ? { devDependencies: { ...found.devDependencies, ...packages } } : {}),
  };
  const [, indent = "  "] = /^([ \t]+)"/m.exec(there) ?? [];
  return { text: `${JSON.stringify(whole, null, indent)}\n`, added };
}

const missing = (wanted: Record<string, string> = {}, there: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(wanted).filter(([name]) => !Object.hasOwn(there, name)));
