import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";
import { userNamed } from "../options/things.ts";
import { accountName } from "./user-present.ts";

/** Options of {@link userSshKeys}. */
export interface UserSshKeysOptions extends StepOptions {
  /** Login name of the user, who has to be there when the step runs. */
  readonly user: string;
  /**
   * Public keys as in `~/.ssh/id_ed25519.pub`, one line each: type, key, and a comment if there is one; options such as `from="10.0.0.0/24"` may
   * stand before it. Types are `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`, `-384`, `-521`, and `sk-…` for security keys.
   */
  readonly keys: readonly string[];
  /** Whether all other keys and lines are removed. Default false: they stay. */
  readonly only?: boolean;
}

const type =
  /^(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;

/** The type of a key and its base64, as words of the line; options before them may have blanks in quotes. */
function keyOf(line: string): { type: string; key: string } | undefined {
  const words = line.match(/(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g) ?? [];
  const at = words.findIndex((word) => type.test(word));
  return at < 0 || at > 1 ? undefined : { type: words[at] ?? "", key: words[at + 1] ?? "" };
}

/** The key's own bytes begin with its type: four bytes of length, then the word. */
function isKey(line: string): boolean {
  const found = keyOf(line);
  if (found === undefined || !/^[A-Za-z0-9+/]{20,}={0,2}$/.test(found.key)) return false;
  const bytes = Buffer.from(found.key, "base64");
  return (
    bytes.readUInt32BE(0) === found.type.length && bytes.toString("latin1", 4, 4 + found.type.length) === found.type
  );
}

const publicKey = literal
  .refine((line) => !/\p{Cc}/u.test(line) && line.trim() === line, "must be one line, without blanks around it")
  .refine(
    (line) => !line.includes("PRIVATE KEY"),
    withFix("is a private key", "give the public one, which ends with .pub"),
  )
  .refine(isKey, "is no public key that OpenSSH takes: a type such as ssh-ed25519, then the key in base64");

/**
 * The user can log in with these keys: they stand in `~/.ssh/authorized_keys`, which only the user can write (mode 0600, its folder 0700). A
 * line with the same key, but other options or another comment, is replaced; other lines stay, unless `only` says otherwise. The file is written
 * with the user's own rights. Logging in takes an SSH server, such as Debian's `openssh-server`.
 *
 * @see sshd(8), "AUTHORIZED_KEYS FILE FORMAT"
 *
 * @example
 * user.sshKeys({
 *   user: "root",
 *   keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtKkxGWjQz9n0DrBFbOGZPS3vAPhZGVQmUkBAvFpNJZ admin@example.org"],
 *   only: true,
 * })
 */
export const userSshKeys = defineStep<UserSshKeysOptions>({
  kind: "user-ssh-keys",
  schema: z.strictObject({
    user: accountName,
    keys: z
      .array(publicKey)
      .readonly()
      .refine((keys) => new Set(keys.map((key) => keyOf(key)?.key)).size === keys.length, "names a key twice"),
    only: z.boolean().exactOptional(),
  }),
  title: ({ user, keys, only = false }) =>
    `${user} can log in with ${only ? "only " : ""}${keys.length} SSH key${keys.length === 1 ? "" : "s"}`,
  limit: 60,
  view: ({ user, keys, only = false }) => ({
    user,
    only,
    keys: keys.flatMap((line) => [keyOf(line)?.key ?? "", line]),
  }),
  shared: ["ssh-keys"],
  // No view says where the home of a user is.
  traits: { replaces: () => [] },
  requires: ({ user }) => userNamed(user, "user"),
  told: ({ user, keys, only = false }) => ({
    check: `authorized_keys of ${user} has ${only ? "only " : ""}${keys.length} key${keys.length === 1 ? "" : "s"}, and nobody else can write it`,
    apply: `writes it with the rights of ${user}`,
  }),
});
