import * as z from "zod";
import { isInsidePath } from "../../dsl/sided-path.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import {
  type AuthorityCertificate,
  authorityCertificate,
  isCarried,
  pathOnHost,
  pem,
} from "../options/authority-certificate.ts";
import { shown } from "../options/text-parts.ts";
import { pathNeeded, programs, wholeFile } from "../options/things.ts";

/** Options of {@link tlsAuthority}. */
export interface TlsAuthorityOptions extends StepOptions {
  /** Name of its file in `/usr/local/share/ca-certificates`, without `.crt`: letters, digits, `_`, `-` and `.`. */
  readonly name: string;
  /**
   * The authority's certificate alone, in the form PEM or DER: a file beside the definitions, `local("files/ca.crt")`, which the script carries; a file inside
   * that another step has made, `inside("/etc/app/ca.crt")`, no link; or one on the host, `onHost("/etc/pve/pve-root-ca.pem")`, which is read before the first
   * step. A path alone is one on the host, with a warning (D343).
   */
  readonly certificate: AuthorityCertificate;
}

/**
 * The container trusts what this certificate authority has signed: its certificate is in the system's store, put there with
 * `update-ca-certificates` from Debian's `ca-certificates`, which an earlier step has to install where it is missing, and `openssl verify` finds it
 * there and valid. curl, apt, git and most others look there when they start; what runs already has to be restarted, by a
 * `service.running` that names this step in `restartOn`. Java, and containers of Docker, have stores of their own. A file that is no
 * certificate of an authority is refused when the definition is evaluated, or, from the host, when the script runs.
 *
 * @see update-ca-certificates(8)
 *
 * @example
 * tls.authority({ name: "proxmox", certificate: onHost("/etc/pve/pve-root-ca.pem") })
 */
export const tlsAuthority = defineStep<TlsAuthorityOptions>({
  kind: "tls-authority",
  schema: z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}$/, "must be letters, digits and _ - ."),
    certificate: authorityCertificate,
  }),
  title: ({ name }) => `certificate authority ${name}`,
  limit: 120,
  view: ({ name, certificate }) => ({
    path: `/usr/local/share/ca-certificates/${name}.crt`,
    link: `/etc/ssl/certs/${name}.pem`,
    pem: isCarried(certificate) ? pem(certificate) : "",
    // Undefined elsewhere, and so no part of the other steps' hash.
    inside: isInsidePath(certificate) ? certificate.path : undefined,
  }),
  hostFile: ({ certificate }) => pathOnHost(certificate),
  shared: ({ certificate }) => [
    "file",
    "file-change",
    "require-program",
    "trust",
    ...(isCarried(certificate) ? [] : ["authority"]),
    ...(isInsidePath(certificate) ? ["read-regular"] : []),
    ...(pathOnHost(certificate) === undefined ? [] : ["host-file"]),
  ],
  expects: ({ certificate }) => ({ files: [pathOnHost(certificate) ?? []].flat() }),
  doubts: ({ certificate }) =>
    typeof certificate === "string"
      ? [
          {
            code: "D343",
            path: ["certificate"],
            message: `${certificate} is read on the host, which a path alone does not say`,
            fix: `write onHost("${certificate}"), or inside("${certificate}") for a file in the container`,
          },
        ]
      : [],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ name, certificate }) => [
    wholeFile({ path: `/usr/local/share/ca-certificates/${name}.crt` }, { certificate }, "name"),
  ],
  requires: ({ certificate }) => [
    ...programs("update-ca-certificates"),
    ...(isInsidePath(certificate) ? pathNeeded(certificate.path, "certificate") : []),
  ],
  told: ({ name, certificate }) => ({
    check: `/usr/local/share/ca-certificates/${name}.crt is ${sourceText(certificate)}, and the system's store has it`,
    apply: "writes the file, and runs `update-ca-certificates --fresh`",
    verify: "`openssl verify` finds the authority in the store, and valid",
  }),
});

function sourceText(certificate: AuthorityCertificate): string {
  if (isCarried(certificate)) return certificate.path;
  return isInsidePath(certificate)
    ? `${certificate.path} of the container`
    : `the host's ${shown(pathOnHost(certificate) ?? "")}`;
}
