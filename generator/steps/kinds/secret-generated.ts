import * as z from "zod";
import type { Doubt } from "../../dsl/step.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import {
  type SecretFileOptions,
  secretFile,
  secretFileDoubts,
  secretFiles,
  secretFileView,
  secretPaths,
} from "../options/secret-file.ts";
import { accountsOf } from "../options/things.ts";

/** Which characters a secret is made of, as `tr` names them. None of them needs quotes in a file of `KEY=value` lines. */
const alphabets = {
  "letters-digits": { characters: "A-Za-z0-9", size: 62 },
  symbols: { characters: "A-Za-z0-9!%*+,./:=?@^_-", size: 76 },
  hex: { characters: "0-9a-f", size: 16 },
  digits: { characters: "0-9", size: 10 },
} as const;

/** Characters that an author names. */
export interface OwnAlphabet {
  /** Each character once. */
  readonly characters: string;
}

/** Those that need no quotes in a file of `KEY=value` lines. */
const ownAlphabet = z.strictObject({
  characters: z
    .string()
    .min(8)
    .max(76)
    .regex(/^[A-Za-z0-9!%*+,./:=?@^_-]+$/, "must be characters of `symbols`, which need no quotes")
    .refine((text) => new Set(text).size === text.length, "names a character twice"),
});

/** The characters as `tr` names a set, and how many they are. */
function setOf(alphabet: SecretGeneratedOptions["alphabet"] = "letters-digits"): { characters: string; size: number } {
  if (typeof alphabet === "string") return alphabets[alphabet];
  // As octal numbers, since tr takes a-z, [:alpha:] and [=a=] for more than they are.
  const octal = [...alphabet.characters].map((one) => `\\${one.charCodeAt(0).toString(8).padStart(3, "0")}`);
  return { characters: octal.join(""), size: octal.length };
}

/** Options of {@link secretGenerated}. */
export interface SecretGeneratedOptions extends StepOptions, SecretFileOptions {
  /** How many characters it has: 8 to 1024. Default 32. If so few are easy to guess with this alphabet, that is warning D330. */
  readonly length?: number;
  /**
   * Which characters it is made of, all of them equally likely: `letters-digits` (62), `symbols` (those and `! % * + , . / : = ? @ ^ _ -`), `hex`
   * (`0` to `9`, `a` to `f`), `digits`, or `{ characters: "ABCDEFGH23456789" }`: these very ones, 8 or more of `symbols`. Default `letters-digits`.
   */
  readonly alphabet?: "letters-digits" | "symbols" | "hex" | "digits" | OwnAlphabet;
}

const LENGTH = 32;

/** Below this many bits, a program that has the stored form of a password finds it out in days. */
const ENOUGH_BITS = 64;

function guessable({ length = LENGTH, alphabet, path }: SecretGeneratedOptions): Doubt[] {
  const { size } = setOf(alphabet);
  const bits = Math.floor(length * Math.log2(size));
  if (bits >= ENOUGH_BITS) return [];
  const message = `${length} characters out of ${size} for the secret ${path} are ${bits} bits, which can be found by trying`;
  const fix = `write length: ${Math.ceil(ENOUGH_BITS / Math.log2(size))} or more, or accept D330`;
  return [{ code: "D330", message, fix, path: ["length"] }];
}

/**
 * A file inside holds a secret that was made there once, from the kernel's random numbers, without a newline at its end. Whatever is in the
 * file already is kept, of any length and characters: what has taken a password on would not know of a new one. To have a new one made,
 * remove the file. It is never printed and stands in no argument list; a template removes it, and the `envFile`, before its snapshot, so that
 * no two containers share it.
 *
 * @example
 * secret.generated({
 *   path: "/opt/monitoring/admin-password",
 *   length: 24,
 *   envFile: { path: "/opt/monitoring/.env", key: "GRAFANA_ADMIN_PASSWORD" },
 * })
 */
export const secretGenerated = defineStep<SecretGeneratedOptions>({
  kind: "secret-generated",
  schema: z.strictObject({
    ...secretFile,
    length: z.int().min(8).max(1024).exactOptional(),
    alphabet: z.union([z.enum(["letters-digits", "symbols", "hex", "digits"]), ownAlphabet]).exactOptional(),
  }),
  title: ({ path }) => `secret ${path}, made once`,
  limit: 60,
  view: (options) => ({
    ...secretFileView(options),
    length: options.length ?? LENGTH,
    characters: setOf(options.alphabet).characters,
  }),
  shared: ({ envFile }) => ["edit-place", "edited", "file", "file-has", "secret", ...(envFile ? ["env-file"] : [])],
  secrets: secretFiles,
  doubts: (options) => [...guessable(options), ...secretFileDoubts(options)],
  traits: { replaces: ({ path, env }) => [path, env] },
  provides: (options) => secretPaths(options, {}),
  requires: accountsOf,
  told: ({ path }) => ({
    check: `${path} holds a secret, and only its owner can read it`,
    apply: "makes one from the kernel's random numbers, once; it is never printed",
  }),
});
