import { createHash } from "node:crypto";
import { type Shell, sh } from "../../generator/dsl/shell.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { gitCheckout } from "../../generator/steps/kinds/git-checkout.ts";
import { contentOf } from "../../generator/steps/options/run-once.ts";
import type { Case } from "./case.ts";

export const kind = "git-checkout";
const repository = "/srv/git/it's app";
const path = "/opt/my app";
const needs = ["git"];
/** A repository with a tag on its first commit, and two more; each commit's file says which it is. */
const world = `program git; account ubuntu; export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'
  app() { git -C "${repository}" -c user.name=a -c user.email=a@example.com "$@"; }
  mkdir -p "${repository}"; app init --quiet --object-format sha1 --initial-branch main
  for n in 1 2 3; do echo $n >"${repository}/n"; app add n; app commit --quiet --message $n; [[ $n != 1 ]] || app tag v1; done`;
/** The commit of its 2: its date, author and text are fixed. */
const second = "95c28b9eb60a52e8945b15586962a071a32c4521";
const is = (n: number) => `[[ $(<'${path}/n') == ${n} ]]`;
const at = (options: object) => gitCheckout({ repository, path, ...options });
const tagged = at({ tag: "v1" });
/** What is kept of a build that has run, and where. */
const hashOf = (build: Shell): string => contentOf(build).hash;
const record = `/var/lib/phoenix-setup/builds/${createHash("sha256").update(path).digest("hex").slice(0, 16)}`;
/** As an earlier run has left it. */
const there = `${world}; git clone --quiet "${repository}" '${path}'; git -C '${path}' checkout --quiet --detach`;

export const cases: readonly Case[] = [
  { title: "a tag", step: tagged, needs, world, afterwards: is(1) },
  { title: "a branch's tip", step: at({ branch: "main" }), needs, world, afterwards: is(3) },
  {
    title: "a branch has moved on",
    step: at({ branch: "main" }),
    needs,
    world: `${there} HEAD~1`,
    afterwards: is(3),
    says: "it is at [0-9a-f]{40} instead of [0-9a-f]{40}",
  },
  {
    title: "a branch beside one whose name ends alike",
    step: at({ branch: "main" }),
    needs,
    world: `${world}; app branch a/refs/heads/main HEAD~2`,
    afterwards: is(3),
  },
  {
    title: "an earlier run was cut off while it made the repository",
    step: tagged,
    needs,
    world: `${world}; mkdir -p '${path}/.git'`,
    afterwards: is(1),
  },
  { title: "a branch has not moved on", step: at({ branch: "main" }), needs, world: there, asks: "holds" },
  {
    title: "a tag that is there is not asked for again",
    step: tagged,
    needs,
    world: `${there} v1; rm -r "${repository}"`,
    asks: "holds",
  },
  { title: "a commit in the middle of the history", step: at({ commit: second }), needs, world, afterwards: is(2) },
  {
    title: "a commit that the repository gives only with a branch",
    step: at({ commit: second }),
    needs,
    world: `${world}; put /etc/gitconfig $'[protocol]\\nversion = 0'`,
    afterwards: is(2),
  },
  { title: "a commit that there is not", step: at({ commit: "0".repeat(40) }), needs, world, asks: "fails", code: 22 },
  {
    title: "a changed file is put back with another commit, a new one stays",
    step: tagged,
    needs,
    world: `${there}; echo x >'${path}/n'; echo y >'${path}/mine'`,
    afterwards: `${is(1)}\n[[ $(<'${path}/mine') == y ]]`,
  },
  {
    title: "it came from elsewhere",
    step: tagged,
    needs,
    world: `${there} v1; git -C '${path}' config remote.origin.url https://example.com/other`,
    afterwards: `[[ $(git -C '${path}' config remote.origin.url) == "${repository}" ]]`,
    says: "comes from https://example.com/other",
  },
  {
    title: "as a user, and built there",
    step: at({ branch: "main", user: "ubuntu", build: sh`cp n built; printf %s ${lxcConfig("model")} >>built` }),
    values: { lxc_model: "a 'b'" },
    needs,
    world,
    afterwards: `
      [[ $(<'${path}/built') == $'3\\na \\'b\\'' && $(stat -c %U '${path}') == ubuntu ]]
      called setpriv --reuid 1000 --regid 1000 --init-groups -- env -i bash -s`,
  },
  {
    title: "the same commit is not built again",
    step: at({ tag: "v1", build: sh`date --rfc-3339=ns >built` }),
    needs,
    world,
    afterwards: `[[ -s '${path}/built' ]]`,
    differsAgain: "its build says when it ran, and apply builds",
  },
  {
    title: "another build",
    step: at({ tag: "v1", build: sh`true` }),
    needs,
    world: `${there} v1; put /var/lib/phoenix-setup/builds/x 1`,
    asks: "differs",
    says: "it was not built at [0-9a-f]{40}",
  },
  {
    title: "the build fails: the next run builds again",
    step: at({ tag: "v1", build: sh`echo no compiler; false` }),
    needs,
    world,
    asks: "fails",
    code: 22,
    says: "no compiler",
    afterwards: "[[ ! -e /var/lib/phoenix-setup/builds ]]",
  },
  {
    title: "what the build makes is there afterwards",
    step: at({
      tag: "v1",
      build: sh`mkdir -p out /opt/bin; cp n ${"out/it's"}; cp n /opt/bin/n`,
      creates: ["out/it's", "/opt/bin/n"],
    }),
    needs,
    world,
    afterwards: `[[ $(<'${path}/out/it'"'"'s') == 1 ]]`,
  },
  {
    title: "what the build makes was removed",
    step: at({ tag: "v1", build: sh`cp n made`, creates: ["made"] }),
    needs,
    world: `${there} v1; mkdir -p /var/lib/phoenix-setup/builds
      printf '%s\\0' "$(git -C '${path}' rev-parse HEAD)" ${hashOf(sh`cp n made`)} | sha256sum | cut -d ' ' -f 1 >${record}`,
    asks: "converges",
    says: "there is no /opt/my app/made, which its build makes",
    afterwards: `[[ $(<'${path}/made') == 1 ]]`,
  },
  {
    title: "the build does not make it",
    step: at({ tag: "v1", build: sh`true`, creates: ["made"] }),
    needs,
    world,
    asks: "fails",
    code: 28,
    says: "there is no /opt/my app/made, which its build makes",
  },
  {
    title: "credentials are read from a file",
    step: at({ tag: "v1", credentials: "/root/.git-credentials" }),
    needs,
    world: `${world}; put /root/.git-credentials https://user:open-sesame@example.com; chmod 600 /root/.git-credentials
      rm /var/world/bin/git; note_calls git 'exec /optional/git "$@"'`,
    afterwards: `${is(1)}\ncalled_with git 'credential.helper=store --file=/root/.git-credentials'`,
    secret: "open-sesame",
  },
  {
    title: "the repository cannot be reached",
    step: at({ branch: "main" }),
    needs,
    world: `${there}; rm -r "${repository}"`,
    asks: "fails",
    code: 22,
    says: "does not appear to be a git repository",
  },
  { title: "there is no such branch", step: at({ branch: "next" }), needs, world, asks: "fails", code: 22 },
  {
    title: "something else is in its place, and stays",
    step: tagged,
    needs,
    world: `${world}; put '${path}/letters' x`,
    asks: "fails",
    code: 22,
    says: "is not a checkout, and not empty",
    afterwards: `[[ -e '${path}/letters' ]]`,
  },
  { title: "git is missing", step: tagged, asks: "fails", code: 22, says: "git is missing inside" },
];
