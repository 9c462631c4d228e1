import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { certificateNames, commonName, configured, printed } from "../options/certificate-names.ts";
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

const DAYS = 825;
const RENEW_BEFORE = 30;

/** When a new one is made, unless the author says otherwise. */
const renewal = ({ days = DAYS, renewBefore = Math.min(RENEW_BEFORE, Math.floor(days / 3)) }: TlsSelfSignedOptions) =>
  renewBefore;

/**
 * There is a certificate for these names that signed itself, and its private key (ECDSA, P-256), made with `openssl`, which an earlier step has to
 * install where it is missing. They are kept until `renewBefore` days before the end, until the names change, or until the two do not belong together;
 * then both are made anew. Who shall trust it needs the certificate. The key is never printed and stands in no argument list; a template removes it
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
 * })
 */
export const tlsSelfSigned = defineStep<TlsSelfSignedOptions>({
  kind: "tls-self-signed",
  schema: z
    .strictObject({
      names: certificateNames,
      certificate: filePath,
      key: filePath,
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
  }),
  shared: ["certificate", "file", "file-has", "require-program"],
  secrets: ({ key }) => [key],
  doubts: ({ key, mode }) => secretFileDoubts({ path: key, ...(mode !== undefined && { mode }) }),
  traits: { replaces: ({ certificate, key }) => [certificate, key] },
  provides: ({ certificate, key, names, mode, owner, group }) => [
    wholeFile({ path: certificate }, { names }, "certificate"),
    wholeFile({ path: key, mode: mode ?? "0600", owner: owner ?? "root", group: group ?? "root" }, { names }, "key"),
  ],
  requires: (options) => [...programs("openssl"), ...accountsOf(options)],
  told: (options) => ({
    check: `${options.certificate} is for ${options.names.join(", ")}, ends in ${renewal(options)} days or later, and ${options.key} is its key, which only its owner can read`,
    apply: "makes a new key and `openssl req -x509` a certificate, if it is not only the owners and modes that differ",
  }),
});
