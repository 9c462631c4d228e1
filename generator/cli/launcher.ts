#!/usr/bin/env node
import { runProgram } from "./code-cache.ts";
import { fastPath } from "./fast-path.ts";

// Small on purpose: what has not changed is answered without loading the rest.
const code = fastPath(process.argv.slice(2), {
  folder: process.cwd(),
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
});
if (code === undefined) runProgram();
else process.exitCode = code;
