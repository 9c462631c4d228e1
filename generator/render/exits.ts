/** The table of exit codes: one for all scripts, see README. */
export const EXITS: readonly string[] = [
  "0         done, or already done",
  "1         wrong arguments, wrong CTID, or no such container",
  "10 11     PHOENIX_MODE=check only: something would be changed; that cannot be told",
  "20        a value needed at run time is missing or malformed",
  "21        container not ready: not started, init or DNS not up in time",
  "22 23 28  a step failed; ran out of time; did not verify",
  "24 25     another run holds this CTID; the container is locked by Proxmox",
  "26 27     shutdown, start or restart failed; snapshot failed",
  "70 78     a bug in this script; this host lacks something the script needs",
  "129 130 143  ended by HUP, INT, TERM",
];
