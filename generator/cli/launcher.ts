#!/usr/bin/env node
import { runProgram } from "./code-cache.ts";
import { fastPath } from "./fast-path.ts";
import { err, out } from "./standard-streams.ts";

/** Small on purpose: what has not changed is answered without loading the rest, which also says what goes wrong. */
function answered(): number | undefined {
  try {
    return fastPath(process.argv.slice(2), { folder: process.cwd(), out, err });
  } catch {
    return undefined;
  }
}

const code = answered();
if (code === undefined) runProgram();
else process.exitCode = code;
