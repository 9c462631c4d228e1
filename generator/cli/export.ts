import type { Call } from "./command.ts";
import type { Data } from "./json/data.ts";
import type { Result } from "./result.ts";

/** One thing that the definitions are exported to. */
export interface Export {
  /** What follows its name, such as `<folder>`. */
  readonly usage: string;
  /** Its flags, by their names among those of `export`. */
  readonly flags: readonly string[];
  /** Does it; `words` are those after its name. */
  run(call: Call, words: readonly string[]): Promise<Result<Data<"export">>>;
}
