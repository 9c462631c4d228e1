import { tlsSelfSigned } from "../../generator/steps/kinds/tls-self-signed.ts";
import type { Case } from "./case.ts";

export const kind = "tls-self-signed";
const certificate = "/etc/ssl/case.crt";
const key = "/etc/ssl/private/case.key";
const options = { names: ["case.internal", "*.case.internal", "10.0.0.60", "fd00::60"], certificate, key };
const step = tlsSelfSigned(options);
const needs = ["openssl"];
const world = "program openssl";
const alternatives = "DNS:case.internal, DNS:[*].case.internal, IP Address:10.0.0.60, IP Address:FD00:0:0:0:0:0:0:60";

/** A certificate for these names that is valid for so many days, and its key. */
const made = (names: string, days: number) => `${world}; mkdir -p /etc/ssl/private; chmod 755 /etc/ssl
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ${key}; chmod 600 ${key}
  printf '%s\\n' '[req]' 'prompt = no' 'distinguished_name = dn' '[dn]' 'CN = case' '[e]' 'subjectAltName = ${names}' >/run/config
  openssl req -new -x509 -days ${days} -key ${key} -config /run/config -extensions e -out ${certificate} && rm /run/config
  sha256sum ${certificate} ${key} >/run/made`;
const names = "DNS:case.internal,DNS:*.case.internal,IP:10.0.0.60,IP:fd00::60";
const right = `
  [[ $(openssl x509 -noout -ext subjectAltName <${certificate}) =~ ${alternatives.replaceAll(" ", "\\ ")} ]]
  [[ $(openssl x509 -noout -ext basicConstraints,keyUsage,extendedKeyUsage <${certificate} | xargs) == *CA:FALSE*'Digital Signature'*'TLS Web Server Authentication'* ]]
  openssl x509 -noout -checkend $((823 * 86400)) <${certificate}
  ! openssl x509 -noout -checkend $((827 * 86400)) <${certificate} || false
  cmp <(openssl pkey -pubout <${key}) <(openssl x509 -noout -pubkey <${certificate})
  openssl verify -CAfile ${certificate} -verify_hostname x.case.internal ${certificate}
  openssl verify -CAfile ${certificate} -verify_ip fd00:0::60 ${certificate}
  [[ $(stat -c '%a %U %G' ${certificate} ${key} | xargs) == '644 root root 600 root root' ]]`;
const kept = "sha256sum --check --quiet /run/made";
const anew = `! ${kept} 2>&1 || false${right}`;

export const cases: readonly Case[] = [
  { title: "nothing is there", step, needs, world, afterwards: right, says: "/etc/ssl/case.crt made, for DNS:case" },
  {
    title: "for names that have changed",
    step,
    needs,
    world: made("DNS:case.internal", 800),
    says: "/etc/ssl/case.crt is for DNS:case.internal",
    afterwards: anew,
  },
  {
    title: "that ends soon",
    step,
    needs,
    world: made(names, 29),
    says: "has ended, or will within 30 days",
    afterwards: anew,
  },
  {
    title: "whose key is another's",
    step,
    needs,
    world: `${made(names, 800)}; openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ${key}`,
    says: "is not the key of",
    afterwards: anew,
  },
  {
    title: "that is none",
    step,
    needs,
    world: `${made(names, 800)}; echo none >${certificate}`,
    says: "case.crt is no certificate",
    afterwards: anew,
  },
  {
    title: "only the owner and mode of the key are others: it is kept",
    step: tlsSelfSigned({ ...options, mode: "0640", owner: "daemon", group: "adm" }),
    needs,
    world: made(names, 800),
    afterwards: `${kept}\n[[ $(stat -c '%a %U %G' ${certificate} ${key} | xargs) == '644 daemon adm 640 daemon adm' ]]`,
  },
  {
    title: "an RSA key, and a subject with every character that OpenSSL's configuration knows",
    step: tlsSelfSigned({
      ...options,
      keyType: "rsa-2048",
      subject: { country: "DE", organization: `Bäcker, $x #1 "q" \\b; [a] it's`, organizationalUnit: "+ =" },
    }),
    needs,
    world: made(names, 800),
    says: "the key of /etc/ssl/case.crt is another kind: Public-Key: \\(256 bit\\)",
    afterwards: `${anew}
      [[ $(openssl pkey -noout -text_pub <${key}) == 'Public-Key: (2048 bit)'*Modulus:* ]]
      [[ $(openssl x509 -noout -ext keyUsage <${certificate}) == *'Digital Signature, Key Encipherment'* ]]
      subject=$(openssl x509 -noout -subject -nameopt utf8,sep_multiline,sname <${certificate})
      [[ $subject == $'subject=\\n    C=DE\\n    O=Bäcker, $x #1 "q" \\\\b; [a] it\\'s\\n    OU=+ =\\n    CN=case.internal' ]]`,
  },
  {
    title: "whose subject is another",
    step: tlsSelfSigned({ ...options, subject: { organization: "Case" } }),
    needs,
    world: made(names, 800),
    asks: "differs",
    says: "the subject of /etc/ssl/case.crt is CN=case$",
  },
  {
    title: "whose kind of key and subject are as they should be",
    step: tlsSelfSigned({ ...options, keyType: "ecdsa-p256", subject: { commonName: "case" } }),
    needs,
    world: made(names, 800),
    asks: "holds",
    afterwards: kept,
  },
  {
    title: "as it should be, and not near its end",
    step,
    needs,
    world: made(names, 32),
    asks: "holds",
    afterwards: kept,
  },
  {
    title: "openssl is not installed",
    step,
    asks: "fails",
    code: 22,
    says: "an earlier step has to install it",
    afterwards: `[[ ! -e ${key} ]]`,
  },
];
