import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { container } from "./containers.ts";
import { mutated } from "./mutations.ts";
import { odd } from "./odd-files.ts";
import { LOCAL_FILES } from "./pool.ts";
import { Random } from "./random.ts";

/** What stands at a path: a file's content, or something that is no file. */
export type Content = string | Uint8Array | { readonly link: string } | "a folder" | "a pipe";

/** A project that is tried. */
export interface Case {
  readonly number: number;
  readonly kind: "mutated" | "random" | "odd" | "endless";
  /** By path below the project. */
  readonly files: Readonly<Record<string, Content>>;
  /** Whether ShellCheck looks at what comes of it. */
  readonly lint: boolean;
  /** Whether it goes through the command line as a process, with types checked. */
  readonly process: boolean;
}

const own: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(REPOSITORY, "definitions"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [`definitions/${name}`, readFileSync(join(REPOSITORY, "definitions", name), "utf8")]),
);

const beside: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LOCAL_FILES).map(([name, content]) => [`definitions/${name}`, content]),
);

/** The case of this number; the same for the same seed. */
export function caseOf(seed: number, number: number): Case {
  const random = new Random(seed, number);
  const kind = random.weighted([
    [45, "mutated"],
    [45, "random"],
    [9.8, "odd"],
    [0.2, "endless"],
  ] as const);
  return { number, kind, files: files(kind, random), lint: random.oneIn(100), process: random.oneIn(200) };
}

function files(kind: Case["kind"], random: Random): Case["files"] {
  switch (kind) {
    case "mutated":
      return changedFleet(random);
    case "random":
      return { ...beside, ...Object.fromEntries(containers(random)) };
    case "odd":
      return odd(own, random);
    case "endless":
      return {
        ...own,
        "definitions/910-portainer.ts": `${random.pick(ENDLESS)}\n${own["definitions/910-portainer.ts"]}`,
      };
  }
}

const ENDLESS = [
  "while (true) {}",
  "for (;;) {}",
  "for (const x = [1]; x.length; x.push(1)) x.length = 1;",
  "/^(a+)+$/.test('a'.repeat(60) + 'b');",
];

/** The fleet with changes in one or two of its files; fewer of the others, since each costs time. */
function changedFleet(random: Random): Case["files"] {
  const names = Object.keys(own);
  const changed = Object.fromEntries(
    Array.from({ length: 1 + random.below(2) }, () => {
      const name = random.pick(names);
      return [name, mutated(own[name] ?? "", random)];
    }),
  );
  return { ...own, ...changed };
}

function containers(random: Random): [string, string][] {
  return Array.from({ length: random.oneIn(6) ? 2 : 1 }, () => {
    const ctid = 100 + random.below(60);
    const source = container(random, ctid);
    return [`definitions/${ctid}-${random.below(3)}.ts`, random.oneIn(20) ? mutated(source, random) : source];
  });
}
