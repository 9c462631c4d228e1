import { X509Certificate } from "node:crypto";
import * as z from "zod";
import { type LocalFile, localFileValue } from "../../dsl/local-file.ts";
import {
  type HostPath,
  hostPath,
  type InsidePath,
  insidePath,
  isHostPath,
  isInsidePath,
} from "../../dsl/sided-path.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";

/** A file beside the definitions, inside or on the host; a path alone is one on the host. */
export type AuthorityCertificate = LocalFile | InsidePath | HostPath | Text;

/** Whether the script carries the certificate, and need not read it on the host. */
export const isCarried = (value: AuthorityCertificate): value is LocalFile =>
  typeof value === "object" && "is" in value && value.is === "local-file";

/** The path on the host that the script reads the certificate from; undefined if it is elsewhere. */
export function pathOnHost(value: AuthorityCertificate): Text | undefined {
  if (isCarried(value) || isInsidePath(value)) return undefined;
  return isHostPath(value) ? value.path : value;
}

function certificateIn({ bytes }: LocalFile): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

/** What is wrong with a file that shall hold the certificate of an authority, and what mends it. */
function wrong(file: LocalFile): string | undefined {
  const text = Buffer.from(file.bytes).toString("latin1");
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return withFix(
      "holds a private key, which everybody who can read the script would have",
      "give the certificate alone",
    );
  const blocks = text.match(/-----BEGIN /g)?.length ?? 0;
  if (blocks > 1) return withFix(`holds ${blocks} certificates`, "take a file and a step for each");
  const certificate = certificateIn(file);
  if (certificate === undefined) return "is no certificate in the form PEM or DER";
  return certificate.ca
    ? undefined
    : withFix(
        "is the certificate of no authority, for its basic constraints do not say CA:TRUE",
        "give the one that signed it",
      );
}

const carried = localFileValue.superRefine((file, context) => {
  const message = file.problem === undefined ? wrong(file) : undefined;
  if (message !== undefined) context.addIssue({ code: "custom", message });
});
const path = literal.regex(/^\//, "must be an absolute path: onHost(…) or inside(…), or local(…)");

/** The schema of {@link AuthorityCertificate}. */
export const authorityCertificate = z
  .custom<AuthorityCertificate>(
    (value) => typeof value === "string" || (typeof value === "object" && value !== null),
    'must be local("…"), inside("/…") or onHost("/…")',
  )
  .superRefine((value, context) => {
    const { error } = schemaOf(value).safeParse(value, { reportInput: true });
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
  });

function schemaOf(value: AuthorityCertificate): z.ZodType {
  if (isCarried(value)) return carried;
  if (isInsidePath(value)) return insidePath;
  if (isHostPath(value)) return hostPath;
  return typeof value === "string" ? path : textValue;
}

/** A local certificate as OpenSSL prints it, whatever stood around it. */
export const pem = (file: LocalFile): string => certificateIn(file)?.toString() ?? "";
