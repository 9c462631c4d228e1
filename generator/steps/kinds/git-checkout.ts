import { createHash } from "node:crypto";
import * as z from "zod";
import { type Shell, shell } from "../../dsl/shell.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { withFix } from "../../validation/with-fix.ts";
import { filePath, ownerName } from "../options/file-schema.ts";
import { contentOf } from "../options/run-once.ts";
import { anything, isBelow, pathNeeded, pathWith, programs, userNamed } from "../options/things.ts";
import { hostOf } from "../options/web-address.ts";

/** Options of {@link gitCheckout}. */
export interface GitCheckoutOptions extends StepOptions {
  /**
   * Where it is fetched from: `https://…`, `ssh://…`, `user@host:path`, or an absolute path inside, of a repository that `user` owns. No credentials: they
   * would be seen in the list of processes.
   */
  readonly repository: string;
  /** Absolute path of its folder inside; folders above it are made. */
  readonly path: string;
  /** Tag to be at. It is fetched once: a tag that is moved later is not followed. One of `tag`, `branch` and `commit`. */
  readonly tag?: string;
  /** Branch whose tip to be at: every run asks the repository for it, and moves on. */
  readonly branch?: string;
  /** Commit to be at: 40 or 64 hexadecimal digits. */
  readonly commit?: string;
  /** Whether submodules come along. Default false. */
  readonly submodules?: boolean;
  /** User that it belongs to, and that git and `build` run as; an earlier step, or a package, has made it. Default `root`. */
  readonly user?: string;
  /** Absolute path of a file inside that only that user reads, with a line `https://user:token@host`, as git's `store` helper has it. */
  readonly credentials?: string;
  /** Absolute path of a private SSH key inside that only that user reads. A host that is not known yet is trusted at its first answer. */
  readonly sshKey?: string;
  /** What is to be run in the folder, as that user, whenever another commit was checked out, or this text has changed. */
  readonly build?: Shell;
  /**
   * Files or folders that `build` makes: absolute paths, or relative to `path`. Every run asks for them; where one is missing, it is built again.
   * Default: nothing that is removed later is missed.
   */
  readonly creates?: readonly string[];
}

const URL_FORM = /^(?:https?|ssh|git|file):\/\/[^\s\p{C}]+$/u;
const SCP_FORM = /^[\w.-]+@[\w.-]+:[^\s\p{C}]+$/u;

const repository = z
  .string()
  .regex(
    new RegExp(`${URL_FORM.source}|${SCP_FORM.source}|^\\/[^\\p{C}]+$`, "u"),
    "must be an address that git fetches from, or an absolute path",
  )
  .refine(
    (given) => !/^[a-z]+:\/\/[^/]*:[^/]*@/.test(given) && !/^https?:\/\/[^/]*@/.test(given),
    withFix("must not hold credentials", "give a file to `credentials`"),
  );

/** A branch or tag: see git-check-ref-format(1). */
const refName = z
  .string()
  .regex(
    /^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[^\s\p{C}~^:?*[\\]+(?<![/.])$/u,
    "must be a branch's or tag's name",
  );

/** What a build makes, below the checkout or elsewhere. */
const built = z
  .string()
  .regex(/^(?!-)[^\p{Cc}]+$/u, "must be a path")
  .refine(
    (path) => path.startsWith("/") || !path.split("/").includes(".."),
    withFix("leads out of the checkout", "give an absolute path"),
  );

/** Git has the path in a line of Bash. */
const plainPath = filePath.regex(/^[\w./-]+$/, "must be a path of letters, digits and _ . / -");

/**
 * The folder is a checkout of the repository at this tag, branch or commit. `build` has succeeded once for this commit and this text; whether its result is
 * still there is asked only for what `creates` names. What is changed by hand is put back when another commit is checked out, not before; files that
 * git does not know stay. Only what is needed is fetched, without its history.
 *
 * Needs `git` inside, and for SSH `openssh-client`.
 *
 * @example
 * git.checkout({
 *   repository: "https://github.com/grafana/grafonnet.git",
 *   path: "/opt/grafonnet",
 *   tag: "v11.4.0",
 *   build: sh`make --silent all`,
 *   creates: ["build/main.libsonnet"],
 * })
 */
export const gitCheckout = defineStep<GitCheckoutOptions>({
  kind: "git-checkout",
  schema: z
    .strictObject({
      repository,
      path: filePath,
      tag: refName.exactOptional(),
      branch: refName.exactOptional(),
      commit: z
        .string()
        .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "must be a whole commit: 40 or 64 hexadecimal digits")
        .exactOptional(),
      submodules: z.boolean().exactOptional(),
      user: ownerName.exactOptional(),
      credentials: plainPath.exactOptional(),
      sshKey: plainPath.exactOptional(),
      build: shell.exactOptional(),
      creates: z.array(built).min(1, "names no file").readonly().exactOptional(),
    })
    .refine(({ build, creates }) => build !== undefined || creates === undefined, {
      error: withFix("names what a build makes, and there is none", "give `build`"),
      path: ["creates"],
    })
    .refine(
      ({ tag, branch, commit }) => [tag, branch, commit].filter((given) => given !== undefined).length === 1,
      "needs one of `tag`, `branch` and `commit`",
    ),
  title: ({ path, tag, branch, commit }) => `${path} at ${tag ?? branch ?? commit?.slice(0, 12)}`.slice(0, 120),
  limit: 1800,
  view: (options) => ({
    repository: options.repository,
    path: options.path,
    tag: options.tag ?? "",
    branch: options.branch ?? "",
    commit: options.commit ?? "",
    submodules: options.submodules ?? false,
    user: options.user ?? "root",
    helper: options.credentials === undefined ? "" : `credential.helper=store --file=${options.credentials}`,
    ssh: `ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new${options.sshKey === undefined ? "" : ` -o IdentitiesOnly=yes -i ${options.sshKey}`}`,
    build: options.build ?? "",
    // Undefined, so that the plan of one without it is what it was before there was a question for the result.
    creates: options.creates?.map((path) => (path.startsWith("/") ? path : `${options.path}/${path}`)),
    record: `/var/lib/phoenix-setup/builds/${createHash("sha256").update(options.path).digest("hex").slice(0, 16)}`,
    ...contentOf(options.build ?? ""),
  }),
  shared: ({ build }) => [
    ...["as-user", "fail-because", "folder-put", "path-user", "require-program"],
    ...(build === undefined ? [] : ["file", "file-is"]),
  ],
  fetches: ({ repository: from }) => {
    if (URL_FORM.test(from) && !from.startsWith("file:")) return [hostOf(from)];
    return SCP_FORM.test(from) ? [from.replace(/^[^@]*@/, "").replace(/:.*/, "")] : [];
  },
  traits: { replaces: ({ record }) => [record] },
  provides: ({ path, tag, branch, commit, creates = [] }) => [
    pathWith({ path }, { kind: "folder", checkout: tag ?? branch ?? commit }),
    ...creates.map((made) => pathWith({ path: made.startsWith("/") ? made : `${path}/${made}` })),
  ],
  requires: ({ user, credentials, sshKey }) => [
    ...programs("git"),
    ...userNamed(user, "user"),
    ...pathNeeded(credentials, "credentials"),
    ...pathNeeded(sshKey, "sshKey"),
  ],
  mayProvide: ({ path, build }) => (build === undefined ? isBelow(path) : anything),
  doubts: ({ branch }) =>
    branch === undefined
      ? []
      : [
          {
            code: "D354",
            message: `the branch ${branch} is another commit after each push`,
            fix: "name a tag or a commit, or accept D354",
            path: ["branch"],
          },
        ],
  told: ({ path, repository: from, tag, branch, commit, build, creates }) => ({
    check: `${path} is a checkout of ${from} at ${tag ?? branch ?? commit}${build === undefined ? "" : ", `build` has succeeded for that commit"}${creates === undefined ? "" : `, and there is ${creates.join(", ")}`}`,
    apply: `\`git fetch\` and \`git checkout --force\`${build === undefined ? "" : ", then the definition's own build"}`,
  }),
});
