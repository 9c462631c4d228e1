import base from "../vitest.config.ts";

/** What tries the rooms that Stryker changes, in the tests' own process: a test that starts the built program would not meet the change. */
const TESTS = ["acceptance", "bash-scripts", "claims", "clear-secrets/*", "docker-nvidia", "errors-values", "folders"];
const MORE = ["gates", "hints", "nearest", "neighbours", "overlooked", "own-bash/table", "owner-rules", "plan-stays"];
const LAST = ["problem-codes", "proxmox-files", "refusals", "run-on-host", "sandbox-rules", "script-head", "word"];

export default {
  ...base,
  test: {
    ...base.test,
    include: [...TESTS, ...MORE, ...LAST].map((name) => `test/unit/${name}.test.ts`),
    reporters: [],
  },
};
