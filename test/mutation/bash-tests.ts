import { basename } from "node:path";

/** The files of test/contract that a part of the frame is tried by, those that notice most first. */
const TOPICS: Readonly<Record<string, string>> = {
  batch: "program steps interruptions runs check-mode",
  conditions: "conditions",
  config: "values-strict values",
  container: "container boundary calls interruptions",
  conversation: "program steps logs",
  describe: "runs check-mode",
  exit: "interruptions logs record check-mode steps",
  facts: "conditions",
  head: "arguments boundary runs",
  locks: "boundary snapshots interruptions",
  log: "logs program steps boundary runs",
  main: "runs snapshots conditions",
  "pct-call": "boundary calls container logs",
  "print-values": "values secrets",
  "read-config": "values values-strict",
  "read-environment": "host-side",
  "read-file": "values",
  "read-secret": "secrets values",
  record: "record",
  restart: "host-side interruptions calls",
  serve: "program interruptions steps conditions runs",
  settings: "container host-side",
  snapshot: "snapshots runs",
  "start-up": "boundary logs arguments check-mode",
  "trusted-file": "values",
  values: "values values-strict secrets conditions",
  when: "conditions",
};

/** A command that fails if its tests notice something. */
export interface Noticing {
  readonly name: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Returns what could notice that something is missing from a template: of the frame, contract cases; of a step or of what steps share, the cases
 * of all kinds that call it. Not test/contract/text.bats, which notices every change by its hash.
 */
export function testsOf(template: string): Noticing {
  if (template.startsWith("templates/runtime/")) {
    const topics = (TOPICS[basename(template, ".sh.hbs")] ?? "runs steps program").split(" ");
    return {
      name: topics.join(", "),
      words: [
        "node_modules/bats/bin/bats",
        "--tap",
        "--abort",
        ...topics.map((topic) => `test/contract/${topic}.bats`),
      ],
      // One that fails has noticed; to try it again would take the time of three.
      environment: { PHOENIX_CONTRACT_RETRIES: "0" },
    };
  }
  return {
    name: "sandbox cases",
    words: [
      process.execPath,
      "node_modules/vitest/vitest.mjs",
      ...["run", "--config", "test/vitest.config.ts", "--bail=1", "test/steps/cases.test.ts"],
    ],
    environment: { PHOENIX_CHANGED: template },
  };
}
