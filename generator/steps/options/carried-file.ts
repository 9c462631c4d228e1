import type { LocalFile } from "../../dsl/local-file.ts";

/** A local file as a script carries it. */
export interface CarriedFile {
  readonly sha256: string;
  /** Whether `content` is base64: of what is no text, as Bash knows it. */
  readonly encoded: boolean;
  /** Not enumerable, so that a plan printed as JSON shows the hash only. */
  readonly content: string;
}

/** Text stands in a script as text, so that an operator can read it. */
export function carried({ bytes, sha256 }: LocalFile): CarriedFile {
  const text = textIn(bytes);
  const known = { sha256, encoded: text === undefined };
  const content = text ?? Buffer.from(bytes).toString("base64");
  return Object.defineProperty(known, "content", { value: content }) as CarriedFile;
}

/** The text that the bytes are; undefined if they are none, or hold a NUL. */
export function textIn(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
