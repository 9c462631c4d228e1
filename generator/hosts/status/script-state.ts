import { readScriptHead } from "../../contract/script-head.ts";
import type { FoundLink, FoundScript } from "./host-facts.ts";

/** How a script on a host stands to the one that the definitions describe. */
export const SCRIPT_STATES = [
  "same",
  "outdated",
  "edited by hand",
  "wrong mode or owner",
  "missing",
  "orphan",
  "not ours",
  "unreadable",
] as const;

/** See {@link SCRIPT_STATES}. */
export interface ScriptState {
  readonly is: (typeof SCRIPT_STATES)[number];
  readonly detail: string;
  /** The plan that it says it was made from; empty if that is not known. */
  readonly plan: string;
}

const state = (is: ScriptState["is"], detail = "", plan = ""): ScriptState => ({ is, detail, plan });

/**
 * Returns how a script stands.
 *
 * @param found what lies by its name; undefined if nothing does
 * @param sha256 of the script as the definitions describe it; undefined where no definition does
 */
export function scriptState(found: FoundScript | undefined, sha256: string | undefined): ScriptState {
  if (found === undefined) return state("missing");
  if (found.kind !== "file") return state("not ours", kindInWords(found));
  if (found.unread === "too large") return state("not ours", "too large for a script");
  if (found.unread !== "")
    return state("unreadable", found.unread === "unreadable" ? "only root can read it" : found.unread);
  if (!/^[0-9a-f]{64}$/.test(found.sha256)) return state("unreadable");
  if (found.sha256 === sha256) return attributes(found);
  const { ours, plan, edited } = readScriptHead(found.head, found.bodySha256);
  if (!ours) return state("not ours", "phoenix-setup has not made it");
  if (edited) return state("edited by hand", "", plan ?? "");
  return state(sha256 === undefined ? "orphan" : "outdated", "", plan ?? "");
}

const kindInWords = ({ kind, target }: FoundScript): string => {
  if (kind === "link") return `a link to ${target}`;
  return kind === "other" ? "neither a file nor a folder" : `a ${kind}`;
};

/** A script that others can change, or that root does not run, is as wrong as one with other bytes. */
function attributes({ mode, uid }: FoundScript): ScriptState {
  const bits = /^[0-7]{1,4}$/.test(mode) ? Number.parseInt(mode, 8) : 0;
  const wrong = [
    ...(uid === 0 ? [] : [`owned by user ${uid}`]),
    ...((bits & 0o100) === 0 || (bits & 0o022) !== 0 ? [`mode ${mode}`] : []),
  ];
  return wrong.length === 0 ? state("same") : state("wrong mode or owner", wrong.join(", "));
}

/** How the link stands under whose name an orchestrator looks for a script. */
export type LinkState = "right" | "missing" | "wrong";

/** Returns how a link stands; it may name the script alone, or with its folder. */
export function linkState(found: FoundLink | undefined, folder: string, script: string): LinkState {
  if (found === undefined) return "missing";
  const names = [script, `./${script}`, `${folder.replace(/\/+$/, "")}/${script}`];
  return found.kind === "link" && names.includes(found.target) ? "right" : "wrong";
}
