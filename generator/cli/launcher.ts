#!/usr/bin/env node
import { runProgram } from "./code-cache.ts";
import { answer } from "./fast-path.ts";

// Small on purpose: what has not changed is answered without loading the rest.
const code = answer(process.argv.slice(2), process.cwd());
if (code === undefined) runProgram();
else process.exitCode = code;
