import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import project from "phoenix-setup:project";
import { Exit } from "../../contract/cli-exit-codes.ts";
import { packageManager } from "../../contract/package-manager.ts";
import { ownSpecifier } from "../../scaffold/origin.ts";
import { type CompletedPackage, completedPackage, newPackage } from "../../scaffold/package-json.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";

/** A folder that works: what is missing is written, what is there is kept. */
export const init: Command<Data<"init">> = {
  name: "init",
  summary: "Make this folder a project: package.json, a first definition, a host file, a check for CI",
  flags: { json: { type: "boolean", about: "print what was done as JSON" } },
  takes: "nothing",
  async run(call) {
    const obstacles = Object.keys(project).flatMap((path) => obstacle(call.folder, path));
    if (obstacles.length > 0) throw new UsageError(`nothing was written: ${[...new Set(obstacles)].join("; ")}`);
    const specifier = ownSpecifier(__dirname, call.folder);
    const manifest = packageJson(call, specifier);
    const defined = hasDefinitions(call.folder);
    const done = { created: [] as string[], kept: [] as string[], leftOut: [] as string[] };
    let added: readonly string[] = [];
    for (const [path, text] of Object.entries({ ...project, "package.json": manifest.text })) {
      const there = lstatSync(join(call.folder, path), { throwIfNoEntry: false }) !== undefined;
      if (path === "package.json" && there && manifest.added.length > 0) {
        writeFileSync(join(call.folder, path), text);
        added = manifest.added;
        call.err(`added   ${added.join(", ")} to package.json`);
      } else if (there) {
        done.kept.push(path);
        call.err(`kept    ${path}: it was there`);
      } else if (path.startsWith("definitions/") && defined) {
        done.leftOut.push(path);
        call.err(`left out ${path}: there are other definitions`);
      } else {
        create(path, text, call);
        done.created.push(path);
      }
    }
    const manager = packageManager(call.folder);
    if (manifest.names && /^file:\.\./.test(specifier))
      call.err(
        `note: package.json takes phoenix-setup from ${specifier.slice(5)}; ${manager.name} has to find it there, in CI too`,
      );
    const installed = ["phoenix-setup", "typescript"].every((name) =>
      existsSync(join(call.folder, "node_modules", name)),
    );
    const next = `${installed ? "" : `${manager.install} && `}${manager.run("generate")}`;
    call.err(`next: ${next}`);
    return { exit: Exit.fine, data: { ...done, added, next } };
  },
};

/** What is in the way of a file: a folder in its place, or something else in a folder's. */
function obstacle(folder: string, path: string): string[] {
  const parts = path.split("/");
  for (let n = 1; n <= parts.length; n++) {
    const part = parts.slice(0, n).join("/");
    const is = statSync(join(folder, part), { throwIfNoEntry: false });
    if (is === undefined) return [];
    if (n < parts.length && !is.isDirectory()) return [`${part} is a file, and has to be a folder`];
    if (n === parts.length && is.isDirectory()) return [`${part} is a folder, and has to be a file`];
  }
  return [];
}

/** With `wx`, a file that appears in this very moment is not written over either. */
function create(path: string, text: string, { folder, err }: Call): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  err(`created ${path}`);
}

/** The project's package.json, what was added to it, and whether it names this phoenix-setup by our doing. */
function packageJson({ folder }: Call, specifier: string): CompletedPackage & { readonly names: boolean } {
  const scaffold = project["package.json"] ?? "";
  const file = join(folder, "package.json");
  if (!existsSync(file)) return { text: newPackage(scaffold, basename(folder), specifier), added: [], names: true };
  try {
    const completed = completedPackage(readFileSync(file, "utf8"), scaffold, specifier);
    return { ...completed, names: completed.added.includes("devDependencies.phoenix-setup") };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new UsageError(`package.json cannot be read: ${thrown.message}; mend it, then run init again`);
  }
}

const hasDefinitions = (folder: string): boolean =>
  existsSync(join(folder, "definitions")) &&
  readdirSync(join(folder, "definitions")).some((name) => name.endsWith(".ts"));
