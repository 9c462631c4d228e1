import base from "../vitest.config.ts";

/**
 * What tries the rooms that Stryker changes, in the tests' own process: a test that starts the built program would not meet the change. Without those
 * that take seconds for processes of their own, for each mutant runs all tests that meet it.
 */
const TESTS = [
  "claims",
  "clear-secrets/*",
  "docker-nvidia",
  "errors-values",
  "folders",
  "gates",
  "nearest",
  "neighbours",
];
const MORE = [
  "own-bash/everyday",
  "own-bash/table",
  "owner-rules",
  "plan-stays",
  "problem-codes",
  "proxmox-files",
  "refusals",
  "run-on-host",
];
const LAST = ["sandbox-rules", "script-head", "word"];

export default {
  ...base,
  test: {
    ...base.test,
    include: [...TESTS, ...MORE, ...LAST].map((name) => `test/unit/${name}.test.ts`),
    reporters: [],
  },
};
