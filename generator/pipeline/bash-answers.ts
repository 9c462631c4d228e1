import { join } from "node:path";
import { type Answers, withMemory } from "../bash/answers.ts";
import { cacheFolder, readCached, tidy, writeCached } from "../files/cache-files.ts";
import { identity } from "./identity.ts";

/** What the parser has said of authors' Bash in earlier runs of this very program, and of this parser. */
interface Stored {
  readonly by: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

const FILE = "bash";

/**
 * Runs something with what is known of authors' Bash from the run before, and keeps what it has asked. The parser is loaded only for what is
 * new: what a definition says no more is forgotten.
 */
export async function withBashAnswers<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  const own = identity(folder);
  if (own === undefined) return run();
  const by = `${own} ${UNBASH_VERSION}`;
  const file = join(cacheFolder(folder), FILE);
  let stored: Stored["answers"] | undefined;
  // Read at the first question: most fleets have none.
  const known = (): Stored["answers"] => {
    stored ??= answersIn(file, by);
    return stored;
  };
  const used: Answers = new Map();
  try {
    return await withMemory({ known, used }, run);
  } finally {
    const before = stored ?? {};
    if (used.size !== Object.keys(before).length || [...used.keys()].some((key) => !Object.hasOwn(before, key))) {
      writeCached(file, JSON.stringify({ by, answers: Object.fromEntries(used) } satisfies Stored));
      tidy(cacheFolder(folder));
    }
  }
}

/** Returns none of another program or parser. */
function answersIn(file: string, by: string): Stored["answers"] {
  const content = readCached(file);
  const found = content && (JSON.parse(content.toString()) as Stored);
  return found?.by === by ? found.answers : {};
}
