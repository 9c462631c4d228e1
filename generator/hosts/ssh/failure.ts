/** Why a program on a host has not begun, or has not come to its end. */
export type SshFailure =
  | "unknown name"
  | "unknown host key"
  | "changed host key"
  | "denied"
  | "refused"
  | "unreachable"
  | "time-out"
  | "closed"
  | "not root"
  | "sudo"
  | "no shell"
  | "late";

/** What ssh says, the surest signs first. */
const SIGNS: readonly (readonly [sign: RegExp, failure: SshFailure])[] = [
  [/^ssh: Could not resolve hostname /m, "unknown name"],
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/, "changed host key"],
  [/^(?:Host key verification failed|No \S+ host key is known for )/m, "unknown host key"],
  [/Permission denied \(|Too many authentication failures/, "denied"],
  [/Connection refused/, "refused"],
  [/timed out|Timeout, server/i, "time-out"],
  [/No route to host|Network is unreachable|Host is down/, "unreachable"],
];

/** Returns what ssh's own words come to, for a connection that never reached the program. */
export const failureIn = (stderr: string): SshFailure => SIGNS.find(([sign]) => sign.test(stderr))?.[1] ?? "closed";
