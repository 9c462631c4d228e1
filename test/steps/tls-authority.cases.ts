import { inside, onHost } from "../../generator/dsl/condition.ts";
import { localFile } from "../../generator/dsl/local-file.ts";
import { tlsAuthority } from "../../generator/steps/kinds/tls-authority.ts";
import type { Case } from "./case.ts";
import { authority, noAuthority, oldAuthority, otherAuthority } from "./certificates.ts";

export const kind = "tls-authority";
const path = "/usr/local/share/ca-certificates/case.crt";
const needs = ["openssl"];
const programs = "program openssl update-ca-certificates";
const carried = (text: string) => localFile("files/ca.crt", Buffer.from(text));
const step = tlsAuthority({ name: "case", certificate: carried(authority) });
const fromHost = tlsAuthority({ name: "case", certificate: onHost("/etc/pve/pve-root-ca.pem") });
const installed = (text: string) =>
  `${programs}; mkdir -p /usr/local/share/ca-certificates; printf %s '${text}' >${path}; update-ca-certificates`;
const trusted = `
  cmp ${path} <(printf %s '${authority}')
  [[ $(stat -c '%a %U' ${path}) == '644 root' ]]
  openssl verify -CApath /etc/ssl/certs ${path}
  cmp ${path} /etc/ssl/certs/ca-certificates.crt`;

export const cases: readonly Case[] = [
  { title: "carried by the script", step, needs, world: programs, afterwards: trusted },
  {
    title: "with words around it, and other ends of lines",
    step: tlsAuthority({
      name: "case",
      certificate: carried(`Subject: Case\r\n\r\n${authority.replaceAll("\n", "\r\n")}\r\n\r\n`),
    }),
    needs,
    world: programs,
    afterwards: trusted,
  },
  {
    title: "from the host",
    step: fromHost,
    needs,
    hostFile: `subject=Case\n${authority}`,
    world: programs,
    afterwards: trusted,
    faults: true,
  },
  {
    title: "from a file inside",
    step: tlsAuthority({ name: "case", certificate: inside("/etc/app/ca.crt") }),
    needs,
    world: `${programs}; mkdir -p /etc/app; printf %s '${authority}' >/etc/app/ca.crt`,
    afterwards: trusted,
  },
  {
    title: "from a file inside that is not there",
    step: tlsAuthority({ name: "case", certificate: inside("/etc/app/ca.crt") }),
    needs,
    world: programs,
    asks: "fails",
    code: 22,
    says: "/etc/app/ca.crt cannot be read: No such file or directory",
  },
  {
    title: "from a link inside",
    step: tlsAuthority({ name: "case", certificate: inside("/etc/app/ca.crt") }),
    needs,
    world: `${programs}; mkdir -p /etc/app; ln -s /etc/hostname /etc/app/ca.crt`,
    asks: "fails",
    code: 22,
    says: "/etc/app/ca.crt is a link, which is not followed",
  },
  {
    title: "another authority had its name",
    step,
    needs,
    world: installed(otherAuthority),
    says: "[-]{5}END CERTIFICATE|[-]MII",
    afterwards: trusted,
  },
  {
    title: "its file is there, but the store was not made from it",
    step,
    needs,
    world: `${installed(authority)}; rm /etc/ssl/certs/*.0`,
    says: "openssl verify: .*self-signed|openssl verify: .*unable",
    afterwards: trusted,
  },
  {
    title: "somebody took it out of the one file of all",
    step,
    needs,
    world: `${installed(authority)}; : >/etc/ssl/certs/ca-certificates.crt`,
    says: "ca-certificates.crt does not have it",
    afterwards: trusted,
  },
  { title: "as it should be", step, needs, world: installed(authority), asks: "holds" },
  {
    title: "it has expired",
    step: tlsAuthority({ name: "case", certificate: carried(oldAuthority) }),
    needs,
    world: programs,
    asks: "fails",
    code: 28,
    says: "certificate has expired",
  },
  {
    title: "the host's is no authority",
    step: fromHost,
    needs,
    hostFile: noAuthority,
    world: programs,
    asks: "fails",
    code: 22,
    says: "it is the certificate of no authority",
    afterwards: `[[ ! -e ${path} ]]`,
  },
  {
    title: "the host's file holds two",
    step: fromHost,
    needs,
    hostFile: authority + otherAuthority,
    world: programs,
    asks: "fails",
    code: 22,
    says: "holds more than a certificate",
    afterwards: `[[ ! -e ${path} ]]`,
  },
  {
    title: "ca-certificates is not installed",
    step,
    asks: "fails",
    code: 22,
    says: "an earlier step has to install ca-certificates",
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
