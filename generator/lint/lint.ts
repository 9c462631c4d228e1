import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Script } from "../render/script.ts";
import { type Engine, findEngine, type Remark } from "./shellcheck.ts";

/** A remark, and what printed the line that it is about. */
export interface LintFinding extends Remark {
  /** The script's file name. */
  readonly script: string;
  /** `templates/steps/apt-packages.sh.hbs`, and for a step the definition's line. */
  readonly source: string;
}

/** Lints scripts; what was linted before, with the same engine, is remembered by content. */
export async function lint(scripts: readonly Script[], engine: Engine = findEngine()): Promise<LintFinding[]> {
  const cache = new Cache();
  const open = scripts.filter((script) => cache.get(script.text, engine) === undefined);
  const results = await engine.lint(open.map(({ text }) => text));
  for (const [i, { text }] of open.entries()) cache.set(text, engine, results[i] ?? []);
  cache.save();
  return scripts.flatMap((script) =>
    (cache.get(script.text, engine) ?? []).map((remark) => ({
      ...remark,
      script: script.name,
      source: sourceOf(script, remark.line),
    })),
  );
}

/** The template, and for a step the line of the definition, that printed a line of a script. */
function sourceOf(script: Script, line: number): string {
  const section = script.sections.find(({ from, to }) => from <= line && line <= to);
  if (section === undefined) return "templates/setup-script.sh.hbs";
  const place = section.step?.place;
  return `templates/${section.template}.sh.hbs${place ? `, for ${place.file}:${place.line}` : ""}`;
}

/** Remarks by content and engine, in one file beside the installed packages. */
class Cache {
  private readonly file = cacheFile();
  private readonly known: Record<string, Remark[]>;
  private changed = false;

  constructor() {
    try {
      this.known = JSON.parse(readFileSync(this.file, "utf8")) as Record<string, Remark[]>;
    } catch {
      this.known = {};
    }
  }

  get(text: string, engine: Engine): Remark[] | undefined {
    return this.known[key(text, engine)];
  }

  set(text: string, engine: Engine, remarks: Remark[]): void {
    this.known[key(text, engine)] = remarks;
    this.changed = true;
  }

  /** A cache that cannot be written costs time, not a result. */
  save(): void {
    if (!this.changed) return;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      const temporary = `${this.file}.${process.pid}`;
      writeFileSync(temporary, JSON.stringify(Object.fromEntries(Object.entries(this.known).slice(-2000))));
      renameSync(temporary, this.file);
    } catch {
      this.changed = false;
    }
  }
}

const cacheFile = (): string => {
  const installed = join(process.cwd(), "node_modules");
  try {
    readFileSync(join(installed, ".package-lock.json"));
    return join(installed, ".cache/phoenix-setup/lint.json");
  } catch {
    return join(tmpdir(), `phoenix-setup-${process.getuid?.() ?? 0}`, "lint.json");
  }
};

const key = (text: string, { name, version }: Engine): string =>
  createHash("sha256").update(`${name} ${version}\n`).update(text).digest("hex");
