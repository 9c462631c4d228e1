import * as z from "zod";
import { literal } from "../../dsl/text.ts";
import { commonName } from "./certificate-names.ts";

/** Whom a certificate is said to belong to. Browsers look at its names alone; other programs may show this, or ask for it. */
export interface CertificateSubject {
  /** Two letters, as in ISO 3166: `DE`. */
  readonly country?: string;
  /** State or province. */
  readonly state?: string;
  /** Town. */
  readonly locality?: string;
  /** Company, or the like. */
  readonly organization?: string;
  /** Part of it. */
  readonly organizationalUnit?: string;
  /** Default: the first of the certificate's names that has at most 64 characters. */
  readonly commonName?: string;
}

const line = literal
  .min(1)
  .max(64)
  .regex(/^\P{Cc}+$/u, "must be one line")
  .refine((text) => text.trim() === text, "must not begin or end with a blank");

/** The schema of {@link CertificateSubject}. */
export const certificateSubject = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "must be two capital letters, such as DE")
      .exactOptional(),
    state: line.exactOptional(),
    locality: line.exactOptional(),
    organization: line.exactOptional(),
    organizationalUnit: line.exactOptional(),
    commonName: line.exactOptional(),
  })
  .readonly();

/** What OpenSSL calls the fields, in the order in which they stand in a certificate. */
const SHORT = {
  country: "C",
  state: "ST",
  locality: "L",
  organization: "O",
  organizationalUnit: "OU",
  commonName: "CN",
} as const;

function fieldsOf(subject: CertificateSubject, names: readonly string[]): [short: string, text: string][] {
  const whole = { commonName: commonName(names), ...subject };
  return (Object.keys(SHORT) as (keyof typeof SHORT)[]).flatMap((field): [string, string][] => {
    const text = whole[field];
    return text === undefined ? [] : [[SHORT[field], text]];
  });
}

/** The subject as OpenSSL's configuration takes it, where these characters mean something. */
export const subjectLines = (subject: CertificateSubject, names: readonly string[]): string =>
  fieldsOf(subject, names)
    .map(([short, text]) => `${short} = ${text.replace(/[\\$#"'`;]/g, "\\$&")}`)
    .join("\n");

/** The subject as `openssl x509 -subject -nameopt utf8,sep_multiline,sname` prints it. */
export const printedSubject = (subject: CertificateSubject, names: readonly string[]): string =>
  ["subject=", ...fieldsOf(subject, names).map(([short, text]) => `    ${short}=${text}`)].join("\n");
