import type { Input } from "./facts.ts";
import { fromConf } from "./from-conf.ts";
import { fromJson } from "./from-json.ts";

/** What a file says: the orchestrator's JSON, or else the lines of one container. */
export const inputOf = (text: string, file: string): Input =>
  file.endsWith(".json") || /^\s*\{/.test(text) ? fromJson(text, file) : fromConf(text, file);
