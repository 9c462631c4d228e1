import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** What could not be read, and why. */
export interface Unread {
  readonly problem: string;
  readonly fix: string;
  /** Counted from 1. */
  readonly line: number;
  /** Whether there is nothing by that name. */
  readonly missing: boolean;
}

/** Scripts read no larger file either. */
const MOST = 4 << 20;

/** The reasons that a user meets, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "there is no permission to read it",
  EPERM: "there is no permission to read it",
  ELOOP: "its links lead round in a circle",
  ENOTDIR: "what is above it is not a folder",
  ENXIO: "it is neither file nor folder",
};

const unread = (problem: string, fix: string, line = 1, missing = false): Unread => ({ problem, fix, line, missing });

/** The text of a regular file, as UTF-8. Never waits for a pipe, and reads no more than a configuration can have. */
export function readInput(path: string): string | Unread {
  let handle: number | undefined;
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const is = fstatSync(handle);
    if (is.isDirectory()) return unread("is a folder", "name the files in it");
    if (!is.isFile()) return unread("is neither a file nor a folder", "give a regular file, such as a copy of it");
    return textOf(contentOf(handle));
  } catch (thrown) {
    const { code = "", message } = thrown as NodeJS.ErrnoException;
    return unread(`cannot be read: ${REASONS[code] ?? message}`, "give a file that can be read", 1, code === "ENOENT");
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Up to one byte more than a configuration may have. */
function contentOf(handle: number): Buffer {
  const buffer = Buffer.alloc(MOST + 1);
  let length = 0;
  for (;;) {
    const read = readSync(handle, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0 || length === buffer.length) return buffer.subarray(0, length);
  }
}

/** The same of what came over a connection. */
export function textOf(bytes: Buffer): string | Unread {
  if (bytes.length > MOST)
    return unread("is larger than 4 MiB", "no configuration of containers is: look what it holds");
  const nul = bytes.indexOf(0);
  if (nul >= 0) return unread("is a binary file: it holds a NUL byte", "give a text file", lineOf(bytes, nul));
  if (!isUtf8(bytes))
    return unread("holds bytes that are not UTF-8", "save it as UTF-8", lineOf(bytes, badByte(bytes)));
  const text = bytes.toString("utf8");
  if (text.startsWith("\ufeff")) return unread("begins with a byte order mark", "save it without one, as plain UTF-8");
  return text;
}

const lineOf = (bytes: Buffer, offset: number): number =>
  bytes.subarray(0, offset).toString("latin1").split("\n").length;

/** Where the first line begins that is not UTF-8. */
function badByte(bytes: Buffer): number {
  for (let start = 0; ; ) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
}
