import { isIP } from "node:net";
import * as z from "zod";

const label = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const host = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*$`);
const isAddress = (name: string): boolean => name.includes(":") || /^[0-9.]+$/.test(name);
/** Without the name of an interface, which an address may end with. */
const isReal = (address: string): boolean => isIP(address) !== 0 && !address.includes("%");

const name = z.string().superRefine((text, context) => {
  const message = isAddress(text)
    ? !isReal(text) && "looks like an IP address, but is none"
    : (text.length > 253 || !host.test(text)) &&
      "must be a name, such as grafana.internal or *.internal, or an IP address";
  if (message !== false) context.addIssue({ code: "custom", message });
});

/** The schema of the names that a certificate is for. */
export const certificateNames = z
  .array(name)
  .min(1)
  .max(100)
  .readonly()
  .refine((names) => {
    const sound = names.filter((name) => !isAddress(name) || isReal(name)).map(printed);
    return new Set(sound).size === sound.length;
  }, "names one twice");

/** All eight groups of an IPv6 address, as OpenSSL prints them. */
function groups(address: string): string {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = "", after] = short.split("::");
  const first = before === "" ? [] : before.split(":");
  const last = after === undefined || after === "" ? [] : after.split(":");
  const none = Array<string>(8 - first.length - last.length).fill("0");
  return [...first, ...none, ...last].join(":").toUpperCase();
}

/** A name as `openssl x509 -ext subjectAltName` prints it. */
export function printed(name: string): string {
  if (!isAddress(name)) return `DNS:${name}`;
  return `IP Address:${name.includes(":") ? groups(name) : name}`;
}

/** Names as OpenSSL's configuration takes them. */
export const configured = (names: readonly string[]): string =>
  names.map((name) => `${isAddress(name) ? "IP" : "DNS"}:${name}`).join(",");

/** What stands as the subject's common name, which some programs show: the first name that fits. */
export const commonName = (names: readonly string[]): string =>
  names.find((name) => name.length <= 64) ?? "self-signed";
