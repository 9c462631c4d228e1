import { ExternalError } from "../../validation/failures.ts";
import type { HostAnswer } from "./answer.ts";
import type { SshFailure } from "./failure.ts";

/** What happened, and what to do about it, in one line; ssh's own words stand below. */
const LINES: Readonly<Record<SshFailure, (to: string) => string>> = {
  "unknown name": (to) =>
    `${to}: no such host name; fix: mend \`ssh\` of the host, or give it an entry in ~/.ssh/config`,
  "unknown host key": (to) =>
    `${to}: its host key is not known yet; fix: connect once with ssh ${to}, compare the fingerprint and accept it`,
  "changed host key": (to) =>
    `${to}: its host key is another one than before; find out why before anything else: nothing was sent`,
  denied: (to) =>
    `${to}: ssh was refused; fix: the user's name, or a key that this host accepts (ssh ${to} has to work)`,
  refused: (to) => `${to}: nothing listens for ssh there`,
  unreachable: (to) => `${to}: not reachable`,
  "time-out": (to) => `${to}: no answer in time`,
  closed: (to) => `${to}: the connection was closed`,
  "not root": (to) => `${to}: the user is not root, and there is no sudo; fix: connect as root, or install sudo there`,
  sudo: (to) =>
    `${to}: sudo -n did not let the user be root; fix: connect as root, or a NOPASSWD line in /etc/sudoers.d`,
  "no shell": (to) => `${to}: the login shell there did not run the program`,
  late: (to) => `${to}: no answer in time, the connection was given up`,
};

/** Returns the error for a program that has not begun on a host, or of whose end nothing is known. */
export function sshError(destination: string, { failure = "closed", stderr, answers }: HostAnswer): ExternalError {
  const user = failure === "not root" ? answers[0]?.replace("not-root", "user:") : undefined;
  const words = [user, stderr.trimEnd()].filter((text) => text !== undefined && text !== "");
  return new ExternalError([LINES[failure](destination), ...words].join("\n"));
}
