// @ts-check
// A plugin of Stryker: appends a line of JSON for each mutant when it is tried, so that one that is ended early has not run for nothing.
import { appendFileSync } from "node:fs";
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** @type {Map<string, string>} */
const tests = new Map();

const reporter = {
  /** @param {import("@stryker-mutator/api/report").DryRunCompletedEvent} event */
  onDryRunCompleted({ result }) {
    for (const { id, name } of result.tests) tests.set(id, name);
  },
  /** @param {import("@stryker-mutator/api/core").MutantResult} result */
  onMutantTested({ fileName, location, replacement, mutatorName, status, killedBy }) {
    const by = killedBy?.[0] === undefined ? "" : (tests.get(killedBy[0]) ?? "");
    const line = JSON.stringify({ fileName, location, replacement, mutatorName, status, by });
    appendFileSync(/** @type {string} */ (process.env["MUTATION_OUTCOMES"]), `${line}\n`);
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Reporter, "lines", reporter)];
