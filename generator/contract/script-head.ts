import { hash } from "node:crypto";

/** What the head of a generated script says, and whether the script is still as it was made. */
export interface ScriptHead {
  /** Whether phoenix-setup made it. The rest means nothing if not. */
  readonly ours: boolean;
  /** The container that it was made for. */
  readonly ctid: number | null;
  /** The hash of the plan that it was made from. */
  readonly plan: string | null;
  /** sha256 of all bytes before the `head:` line; null in scripts made before there was such a line. */
  readonly head: string | null;
  /** sha256 of all bytes after the `body:` line. */
  readonly body: string | null;
  /** Whether a byte of it was changed since, its line ends among them. In a script without a `head:` line, that is known of its body only. */
  readonly edited: boolean;
}

const MADE = /^# Made by phoenix-setup from /m;
const NAME = /^# phoenix_hypervisor_setup_([1-9][0-9]*)\.sh /m;
/** They follow each other, so that no description is taken for them. */
const HASHES = /^# plan: (.*)\n(?:# head: (.*)\n)?# body: (.*)\n/m;
const SHA256 = /^[0-9a-f]{64}$/;

const NOTHING = { ctid: null, plan: null, head: null, body: null };

const sha256 = (bytes: string | Uint8Array): string => hash("sha256", bytes, "hex");

/**
 * Reads the head of a script, as it lies in a folder or on a host. It is pure; any other file is not `ours`.
 *
 * @param bodySha256 of all bytes after the `body:` line, where `content` holds no more than the head
 */
export function readScriptHead(content: string | Uint8Array, bodySha256?: string): ScriptHead {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const text = commentAbove(bytes);
  if (!MADE.test(text)) return { ours: false, ...NOTHING, edited: false };
  const ctid = Number(NAME.exec(text)?.[1] ?? 0) || null;
  const lines = HASHES.exec(text);
  if (lines === null) return { ours: true, ...NOTHING, ctid, edited: true };
  const [whole, plan, head, body] = lines;
  const begin = lines.index + `# plan: ${plan}\n`.length;
  const edited =
    (head !== undefined && sha256(bytes.subarray(0, begin)) !== head) ||
    (bodySha256 ?? sha256(bytes.subarray(lines.index + whole.length))) !== body;
  return { ours: true, ctid, plan: valid(plan), head: valid(head), body: valid(body), edited };
}

/** Up to the first empty line, with a character for each byte. */
function commentAbove(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = text.indexOf("\n\n");
  return text.toString("latin1", 0, Math.min(end === -1 ? text.length : end + 1, MOST_HEAD));
}

/** Bytes that no head exceeds. */
const MOST_HEAD = 1 << 16;

const valid = (found: string | undefined): string | null => (found !== undefined && SHA256.test(found) ? found : null);
