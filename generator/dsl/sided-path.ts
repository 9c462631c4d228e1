import * as z from "zod";
import { withFix } from "../validation/with-fix.ts";
import { literal, type Text, textValue } from "./text.ts";

/** A file inside the container. Made with `inside("/…")`. */
export interface InsidePath {
  /** Tells it from a path of the host. */
  readonly is: "inside-path";
  /** Absolute. */
  readonly path: string;
}

/** A file on the Proxmox VE host. Made with `onHost("/…")`. */
export interface HostPath {
  /** Tells it from a path inside. */
  readonly is: "host-path";
  /** Absolute. */
  readonly path: Text;
}

const isA = (is: string, value: unknown): boolean =>
  typeof value === "object" && value !== null && "is" in value && value.is === is && "path" in value;

/** Whether a value was made with `inside("/…")`. */
export const isInsidePath = (value: unknown): value is InsidePath => isA("inside-path", value);

/** Whether a value was made with `onHost("/…")`. */
export const isHostPath = (value: unknown): value is HostPath => isA("host-path", value);

const absolute = literal.regex(/^\/[^\p{Cc}]+$/u, "must be an absolute path on one line");

/** The schema of {@link InsidePath}. */
export const insidePath = z
  .custom<InsidePath>(isInsidePath, withFix("must be a file inside the container", 'write inside("/…")'))
  .refine(({ path }) => absolute.safeParse(path).success, "must be an absolute path on one line");

/** The schema of {@link HostPath}. */
export const hostPath = z
  .custom<HostPath>(isHostPath, withFix("must be a file on the host", 'write onHost("/…")'))
  .refine(
    ({ path }) => (typeof path === "string" ? absolute : textValue).safeParse(path).success,
    "must be an absolute path on one line",
  );
