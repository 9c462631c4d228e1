#!/usr/bin/env node
import { answer } from "../cache/answer.ts";
import { runProgram } from "../cache/code.ts";

// Small on purpose: what has not changed is answered without loading the rest.
const code = answer(process.argv.slice(2), process.cwd());
if (code === undefined) runProgram();
else process.exitCode = code;
