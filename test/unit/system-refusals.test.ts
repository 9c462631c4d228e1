import { describe, expect, it } from "vitest";
import { localFile } from "../../generator/dsl/local-file.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { cronJob } from "../../generator/steps/kinds/cron-job.ts";
import { kernelParameter } from "../../generator/steps/kinds/kernel-parameter.ts";
import { systemEnvironment } from "../../generator/steps/kinds/system-environment.ts";
import { systemHosts } from "../../generator/steps/kinds/system-hosts.ts";
import { systemLocale } from "../../generator/steps/kinds/system-locale.ts";
import { systemTimeZone } from "../../generator/steps/kinds/system-time-zone.ts";
import { tlsAuthority } from "../../generator/steps/kinds/tls-authority.ts";
import { tlsSelfSigned } from "../../generator/steps/kinds/tls-self-signed.ts";
import { userGroup } from "../../generator/steps/kinds/user-group.ts";
import { userSshKeys } from "../../generator/steps/kinds/user-ssh-keys.ts";
import { printed } from "../../generator/steps/options/certificate-names.ts";
import { authority, noAuthority, otherAuthority } from "../steps/certificates.ts";

/** What is said of a step. */
const said = ({ problems }: Step): string => problems.map(({ message, fix }) => `${message}; ${fix}`).join("\n");

const hosts = (entries: Record<string, string | string[]>): Step => systemHosts({ entries });
const environment = (variables: Record<string, string | null>): Step => systemEnvironment({ variables });
const carried = (text: string | Uint8Array): Step =>
  tlsAuthority({ name: "ca", certificate: localFile("files/ca.crt", Buffer.from(text)) });
const self = (options: object): Step =>
  tlsSelfSigned({ names: ["a.internal"], certificate: "/etc/a.crt", key: "/etc/a.key", ...options });
const cron = (command: string, environment: Record<string, string> = {}): Step =>
  cronJob({ name: "a", schedule: "@daily", command, environment });
const key = "AAAAC3NzaC1lZDI1NTE5AAAAIJtKkxGWjQz9n0DrBFbOGZPS3vAPhZGVQmUkBAvFpNJZ";
const keys = (...keys: string[]): Step => userSshKeys({ user: "root", keys });

type Refused = readonly [string, Step, string];

/** What must not be given, and what is said of it. */
const refused: Readonly<Record<string, readonly Refused[]>> = {
  "a line of /etc/hosts": [
    ["an address that is none", hosts({ "10.0.0.300": "a" }), "must be an IPv4 or IPv6 address"],
    ["a name with a space", hosts({ "10.0.0.1": "a b" }), "must be a host's name"],
    ["an address without names", hosts({ "10.0.0.1": [] }), '`entries["10.0.0.1"]`'],
    [
      "a name with two addresses, whatever its capitals",
      hosts({ "10.0.0.1": "shelf", "10.0.0.2": ["a", "Shelf"] }),
      "`entries` gives two IPv4 addresses to the name shelf",
    ],
    ["a block of a strange name", systemHosts({ entries: {}, block: "a b" }), "`block` must be letters"],
  ],
  "the environment": [
    ["a #, where pam_env ends", environment({ A: "a#b" }), "holds a #, where pam_env ends the value"],
    ["a backslash at its end", environment({ A: "a\\" }), "ends with a backslash, which joins the next line to it"],
    ["quotes that no reader shares", environment({ A: "it's $HOME" }), "there are no quotes that all readers"],
    ["two lines", environment({ A: "a\nb" }), "must be one line of plain text"],
    ["nothing", environment({ A: "" }), "null removes the variable"],
    ["a name with a dash", environment({ "A-B": "1" }), "must be a variable's name"],
    ["no variable", environment({}), "`variables` names no variable"],
    [
      "a profile with a suffix",
      systemEnvironment({ variables: { A: "1" }, profile: "a.sh" }),
      "`profile` must be letters, digits, _ and -",
    ],
  ],
  "zone and locale": [
    ["a zone of no continent", systemTimeZone({ zone: "Europe/Atlantis" }), "is no time zone of the tz database"],
    ["a path", systemTimeZone({ zone: "../etc/passwd" }), "must be a time zone"],
    ["a locale that is not in UTF-8", systemLocale({ locale: "de_DE" }), "must be C.UTF-8, or language and country"],
  ],
  "an authority": [
    [
      "a private key beside the certificate",
      carried(`${authority}-----BEGIN EC PRIVATE KEY-----\nx\n`),
      "holds a private key, which everybody who can read the script would have; give the certificate alone",
    ],
    ["two certificates", carried(authority + otherAuthority), "holds 2 certificates; take a file and a step for each"],
    ["text", carried("none"), "is no certificate in the form PEM or DER"],
    ["a certificate cut short", carried(authority.slice(0, 200)), "is no certificate in the form PEM or DER"],
    ["a server's certificate", carried(noAuthority), "is the certificate of no authority"],
    [
      "a relative path on the host",
      tlsAuthority({ name: "ca", certificate: "files/ca.crt" }),
      "must be an absolute path: onHost(…) or inside(…), or local(…)",
    ],
    [
      "a file that is not there",
      tlsAuthority({ name: "ca", certificate: localFile("ca.crt", new Uint8Array(), false, "is not there") }),
      "`certificate` 'ca.crt' is not there",
    ],
  ],
  "a certificate that signs itself": [
    [
      "a new one each time",
      self({ days: 30, renewBefore: 30 }),
      "`renewBefore` must be fewer days than it is valid for",
    ],
    ["one file for both", self({ key: "/etc/a.crt" }), "`key` must be another file than the certificate"],
    ["no name", self({ names: [] }), "`names`"],
    ["an address that is none", self({ names: ["10.0.0.300"] }), "looks like an IP address, but is none"],
    ["a star in the middle", self({ names: ["a.*.internal"] }), "must be a name, such as grafana.internal"],
    ["a comma, which ends a name", self({ names: ["a,b"] }), "must be a name"],
    ["another kind of name", self({ names: ["a,URI:b"] }), "looks like an IP address, but is none"],
    ["an address of one network card", self({ names: ["fe80::1%eth0"] }), "looks like an IP address, but is none"],
    ["an address twice, in two forms", self({ names: ["fd00::1", "fd00:0::1"] }), "names one twice"],
  ],
  "a job of cron": [
    ["two lines", cron("a\nb"), "must be one line"],
    ["a blank at its end", cron("a "), "must not begin or end with a blank"],
    ["what is too long once it is escaped", cron("%".repeat(600)), "is longer than the 990 characters that cron takes"],
    ["a variable with both quotes", cron("a", { A: `"'` }), "must not hold both kinds of quotes"],
    ["a variable with a blank at its end", cron("a", { A: "b " }), "ends with a blank, which cron drops"],
  ],
  "a key for SSH": [
    ["a private key", keys("-----BEGIN OPENSSH PRIVATE KEY-----"), "is a private key; give the public one"],
    ["another type than its own", keys(`ssh-rsa ${key}`), "is no public key that OpenSSH takes"],
    ["no type", keys(key), "is no public key that OpenSSH takes"],
    ["a key twice", keys(`ssh-ed25519 ${key} a`, `ssh-ed25519 ${key} b`), "names a key twice"],
    ["two lines", keys(`ssh-ed25519 ${key}\nssh-ed25519 ${key}`), "must be one line"],
  ],
  "the rest of the system": [
    ["a group of nobody", userGroup({ name: "a", number: 65534 }), "`number`"],
    ["a kernel parameter's path", kernelParameter({ parameters: { "net/../x": 1 } }), "must be a parameter"],
    ["two values in one", kernelParameter({ parameters: { "net.a": "1\n2" } }), "must be words with single spaces"],
  ],
};

describe.each(Object.entries(refused))("%s does not take", (_, steps) => {
  it.each(steps)("%s", (_, step, message) => expect(said(step)).toContain(message));
});

describe("it takes", () => {
  it("a name with an address of either kind, in hosts", () =>
    expect(said(hosts({ "10.0.0.1": "a", "fd00::1": ["a", "b"] }))).toBe(""));
  it("a certificate in the form DER, and gives it as PEM", () => {
    const der = Buffer.from(authority.replace(/-----[^-]+-----|\n/g, ""), "base64");
    expect(said(carried(der))).toBe("");
    expect(carried(der).view["pem"]).toBe(authority);
  });
  it("a path on the host that is known only when the script runs", () =>
    expect(said(tlsAuthority({ name: "ca", certificate: lxcConfig("ca_file") }))).toBe(""));
});

it.each([
  ["fd00::1", "IP Address:FD00:0:0:0:0:0:0:1"],
  ["::", "IP Address:0:0:0:0:0:0:0:0"],
  ["2001:db8:0:1::ab", "IP Address:2001:DB8:0:1:0:0:0:AB"],
  ["1::", "IP Address:1:0:0:0:0:0:0:0"],
  ["::ffff:10.0.0.1", "IP Address:0:0:0:0:0:FFFF:A00:1"],
  ["10.0.0.1", "IP Address:10.0.0.1"],
  ["*.a.internal", "DNS:*.a.internal"],
])("openssl prints the name %s as %s", (name, text) => expect(printed(name)).toBe(text));

it("a key that others may read is doubtful", () => {
  expect(self({ mode: "0644" }).doubts.map(({ code }) => code)).toEqual(["D331"]);
  expect(self({ mode: "0640" }).doubts).toEqual([]);
});
