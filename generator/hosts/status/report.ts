import { cleanText, cutText } from "../../validation/clean-text.ts";
import type { HostStatus } from "./host-status.ts";

/** How asking one host came out. */
export type HostOutcome =
  | { readonly is: "read"; readonly status: HostStatus }
  /** It could not be reached, or gave no answer. */
  | { readonly is: "unreachable"; readonly reason: string };

/** Characters that no text of a host's exceeds. */
const MAX_TEXT = 300;

/** Returns a value with every text in it clean and cut: all that a host has said passes through here before it is shown. */
export function cleaned<Value>(value: Value): Value {
  if (typeof value === "string") return cutText(value, MAX_TEXT) as Value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned) as Value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)])) as Value;
}

/** Returns what there is to say of one host, safe to show. */
export function statusReport(host: { readonly name: string; readonly ssh: string }, outcome: HostOutcome) {
  const head = { host: host.name, ssh: host.ssh };
  if (outcome.is === "unreachable")
    return {
      ...head,
      state: "unreachable" as const,
      reason: outcome.reason.split("\n").map(cleanText).join("\n"),
      asDescribed: false,
      problems: [],
      containers: [],
      strays: [],
    };
  const { containers, strays, problems, limited, asDescribed } = cleaned(outcome.status);
  return {
    ...head,
    state: limited === "" ? ("read" as const) : ("limited" as const),
    reason: limited,
    asDescribed,
    problems,
    containers,
    strays,
  };
}

/** See {@link statusReport}. */
export type HostReport = ReturnType<typeof statusReport>;
