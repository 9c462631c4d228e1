import { X509Certificate } from "node:crypto";
import * as z from "zod";
import { type LocalFile, localFileValue } from "../../dsl/local-file.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";

/** A file beside the definitions, or the absolute path of one on the host. */
export type AuthorityCertificate = LocalFile | Text;

/** Whether the script carries the certificate, and need not read it on the host. */
export const isCarried = (value: AuthorityCertificate): value is LocalFile =>
  typeof value === "object" && "is" in value && value.is === "local-file";

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
const path = literal.regex(/^\//, "must be an absolute path on the host, or local(…)");

/** The schema of {@link AuthorityCertificate}. */
export const authorityCertificate = z
  .custom<AuthorityCertificate>(
    (value) => typeof value === "string" || (typeof value === "object" && value !== null),
    'must be local("…"), or the path of a file on the host',
  )
  .superRefine((value, context) => {
    const { error } = (isCarried(value) ? carried : typeof value === "string" ? path : textValue).safeParse(value, {
      reportInput: true,
    });
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
  });

/** A local certificate as OpenSSL prints it, whatever stood around it. */
export const pem = (file: LocalFile): string => certificateIn(file)?.toString() ?? "";
