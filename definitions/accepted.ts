import type { Acceptance } from "phoenix-setup";

/** Warnings that hold for several containers of the fleet, and why they are meant. */
export const dockerWithoutKeyctl: Acceptance = {
  code: "D301",
  reason: "the fleet has run Docker this way, and keyctl would be one more system call open to it",
};
