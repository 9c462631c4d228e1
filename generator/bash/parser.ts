import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Unbash from "unbash";

/** The parser of Bash, `unbash`, and its tree. */
export type Parser = Pick<typeof Unbash, "parse" | "forEachChild">;
export type {
  Assignment,
  Command,
  For,
  HereDoc,
  ParsedScript,
  Redirection,
  Select,
  SyntaxNode,
  TestExpression,
  Word,
  WordPart,
} from "unbash";

let loaded: Parser | undefined;

/** Loads the parser at its first use. It is a file of its own beside the built program: most runs need none. */
export function parser(): Parser {
  // The bundler sees the first form; the sources themselves run as modules, which have no `require`.
  loaded ??= (
    typeof require === "function" ? require("unbash") : createRequire(join(import.meta.dirname, "parser.ts"))("unbash")
  ) as Parser;
  return loaded;
}

/** Whether this process has needed the parser. */
export const parserIsLoaded = (): boolean => loaded !== undefined;
