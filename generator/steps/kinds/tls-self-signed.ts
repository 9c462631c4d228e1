import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { certificateNames, commonName, configured, printed } from "../options/certificate-names.ts";
import {
  type CertificateSubject,
  certificateSubject,
  printedSubject,
  subjectLines,
} from "../options/certificate-subject.ts";
import { fileMode, filePath, ownerName, statMode } from "../options/file-schema.ts";
import { secretFileDoubts } from "../options/secret-file.ts";
import { accountsOf, programs, wholeFile } from "../options/things.ts";

/** Options of {@link tlsSelfSigned}. */
export interface TlsSelfSignedOptions extends StepOptions {
  /** What the certificate is for, 1 to 100: DNS names, also such as `*.internal`, and IP addresses. The first is its common name as well. */
  readonly names: readonly string[];
  /** Absolute path of the certificate inside, which everybody can read; missing folders above it are made. */
  readonly certificate: string;
  /** Absolute path of its private key inside; missing folders above it are made. */
  readonly key: string;
  /**
   * What kind of key it is: `"ecdsa-p256"`, or for programs that know no elliptic curves `"rsa-2048"`, `"rsa-3072"` or `"rsa-4096"`. If the key has another
   * kind, both files are made anew. Default `"ecdsa-p256"` for a key that is made here, and whatever it is for one that is there.
   */
  readonly keyType?: KeyType;
  /**
   * Whom the certificate says that it belongs to, as far as there is more to say than its first name. If it says something else, both files are made anew.
   * Default: the first name as the common name, and whatever it says for a certificate that is there.
   */
  readonly subject?: CertificateSubject;
  /** Days that it is valid for, 1 to 3650. Default 825, which is as much as Apple's systems take. */
  readonly days?: number;
  /** A new one is made once fewer than so many days are left; fewer than `days`. Default 30, or a third of `days` if that is less. */
  readonly renewBefore?: number;
  /** Permissions of the key in octal, as text. Default `0600`. If others may read it, that is warning D331. */
  readonly mode?: string;
  /** User that owns both files, who has to be there when the step runs. Default `root`. */
  readonly owner?: string;
  /** Group that owns both files, which has to be there when the step runs. Default `root`. */
  readonly group?: string;
}

type KeyType = "ecdsa-p256" | "rsa-2048" | "rsa-3072" | "rsa-4096";

/** What `openssl genpkey` is asked for, and what `openssl pkey -text` says of such a key. */
const keyKind = (type: KeyType): { algorithm: string; option: string; shows: string } => {
  if (type === "ecdsa-p256") {
    return { algorithm: "EC", option: "ec_paramgen_curve:P-256", shows: "NIST CURVE: P-256" };
  }
  const bits = type.slice("rsa-".length);
  return {
    algorithm: "RSA",
    option: `rsa_keygen_bits:${bits}`,
    shows: `Public-Key: (${bits} bit)\nModulus:`,
  };
};

const DAYS = 825;
const RENEW_BEFORE = 30;

/** When a new one is made, unless the author says otherwise. */
const renewal = ({ days = DAYS, renewBefore = Math.min(RENEW_BEFORE, Math.floor(days / 3)) }: TlsSelfSignedOptions) =>
  renewBefore;

/**
 * There is a certificate for these names that signed itself, and its private key, made with `openssl`, which an earlier step has to install where it is
 * missing. They are kept until `renewBefore` days before the end, until the names, or `keyType` or `subject` where they are given, change, or until the two do
 * not belong together; then both are made anew. Who shall trust it needs the certificate. The key is never printed and stands in no argument list; a template removes it
 * before its snapshot, so that no two containers share it. What uses the files has to be restarted, by a `service.running` that names this step in
 * `restartOn`.
 *
 * @see openssl-req(1)
 *
 * @example
 * tls.selfSigned({
 *   names: ["grafana.internal", "10.0.0.60"],
 *   certificate: "/etc/ssl/grafana.crt",
 *   key: "/etc/ssl/private/grafana.key",
 *   keyType: "rsa-3072",
 *   subject: { country: "DE", organization: "Example, Ltd." },
 * })
 */
export const tlsSelfSigned = defineStep<TlsSelfSignedOptions>({
  kind: "tls-self-signed",
  schema: z
    .strictObject({
      names: certificateNames,
      certificate: filePath,
      key: filePath,
      keyType: z.enum(["ecdsa-p256", "rsa-2048", "rsa-3072", "rsa-4096"]).exactOptional(),
      subject: certificateSubject.exactOptional(),
      days: z.int().min(1).max(3650).exactOptional(),
      renewBefore: z.int().min(0).max(3649).exactOptional(),
      mode: fileMode.exactOptional(),
      owner: ownerName.exactOptional(),
      group: ownerName.exactOptional(),
    })
    .refine(({ days = DAYS, renewBefore = 0 }) => renewBefore < days, {
      path: ["renewBefore"],
      error: "must be fewer days than it is valid for, or a new one would be made each time",
    })
    .refine(({ certificate, key }) => certificate !== key, {
      path: ["key"],
      error: "must be another file than the certificate",
    }),
  title: ({ names }) => `self-signed certificate for ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`,
  limit: 60,
  view: (options) => ({
    certificate: options.certificate,
    key: options.key,
    mode: statMode(options.mode ?? "0600"),
    owner: options.owner ?? "root",
    group: options.group ?? "root",
    days: String(options.days ?? DAYS),
    seconds: String(renewal(options) * 86_400),
    printed: options.names.map(printed).join(", "),
    subject: commonName(options.names),
    names: configured(options.names),
    // Undefined where they are not given, so that the plan is what it was before there were these options.
    made: options.keyType && keyKind(options.keyType),
    use: options.keyType?.startsWith("rsa-") ? "keyEncipherment" : undefined,
    lines: options.subject && subjectLines(options.subject, options.names),
    subjectPrinted: options.subject && printedSubject(options.subject, options.names),
  }),
  shared: ({ keyType, subject }) => [
    "certificate",
    ...(keyType === undefined && subject === undefined ? [] : ["certificate-kind"]),
    ...["file", "file-has", "require-program"],
  ],
  secrets: ({ key }) => [key],
  doubts: ({ key, mode }) => secretFileDoubts({ path: key, ...(mode !== undefined && { mode }) }),
  traits: { replaces: ({ certificate, key }) => [certificate, key] },
  provides: ({ certificate, key, names, keyType, subject, mode, owner, group }) => [
    wholeFile(
      { path: certificate },
      { names, ...(keyType && { keyType }), ...(subject && { subject }) },
      "certificate",
    ),
    wholeFile({ path: key, mode: mode ?? "0600", owner: owner ?? "root", group: group ?? "root" }, { names }, "key"),
  ],
  requires: (options) => [...programs("openssl"), ...accountsOf(options)],
  told: (options) => ({
    check: `${options.certificate} is for ${options.names.join(", ")}, ends in ${renewal(options)} days or later, and ${options.key} is its key, which only its owner can read`,
    apply: "makes a new key and `openssl req -x509` a certificate, if it is not only the owners and modes that differ",
  }),
});
