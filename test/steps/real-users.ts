import { createHash } from "node:crypto";
import { type LocalFolder, localFile } from "../../generator/dsl/local-file.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { directory } from "../../generator/steps/kinds/directory.ts";
import { fileAbsent } from "../../generator/steps/kinds/file-absent.ts";
import { fileArchive } from "../../generator/steps/kinds/file-archive.ts";
import { fileAttributes } from "../../generator/steps/kinds/file-attributes.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileDownload } from "../../generator/steps/kinds/file-download.ts";
import { fileFolder } from "../../generator/steps/kinds/file-folder.ts";
import { fileIni } from "../../generator/steps/kinds/file-ini.ts";
import { fileJoined } from "../../generator/steps/kinds/file-joined.ts";
import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import { fileSymlink } from "../../generator/steps/kinds/file-symlink.ts";
import { gitCheckout } from "../../generator/steps/kinds/git-checkout.ts";
import { pythonVenv } from "../../generator/steps/kinds/python-venv.ts";
import { secretFromHost } from "../../generator/steps/kinds/secret-from-host.ts";
import { secretGenerated } from "../../generator/steps/kinds/secret-generated.ts";
import { snapshotCleanup } from "../../generator/steps/kinds/snapshot-cleanup.ts";
import { archive } from "./archive.ts";
import type { Case } from "./case.ts";

/** A user with a home that is the user's own, and another one; what only root may read, and what must stay as it is. */
const users = `
  account app; account other; chown app:app /home/app; chown other:other /home/other
  put /etc/shadow root-only; chmod 600 /etc/shadow; put /etc/kept kept; mkdir -m 700 /etc/private; put /etc/private/key root-only`;
/** Nothing of /etc has changed hands, and nothing has been added to it. */
const untouched = `
  [[ $(stat -c '%U:%G %a' /etc) == 'root:root 755' && $(stat -c '%U:%G %a' /etc/shadow /etc/private) == $'root:root 600\\nroot:root 700' ]]
  [[ $(</etc/shadow) == root-only && $(</etc/private/key) == root-only && $(</etc/kept) == kept && ! -e /etc/file && ! -e /etc/data ]]
  [[ -z $(find /etc -user app) ]]`;
/** Bash as the user app. */
const asApp = (bash: string) =>
  `setpriv --reuid "$(id -u app)" --regid "$(id -g app)" --clear-groups bash -ec '${bash}'`;

const bytes = archive();
const url = "https://example.org/app-1.2.tar.gz";
const sha256 = createHash("sha256").update(bytes).digest("hex");
const served = `answers ${url} 200; base64 -d <<<${bytes.toString("base64")} >/var/world/urls/https:%%example.org%app-1.2.tar.gz/body`;
const site: LocalFolder = { is: "local-folder", path: "site", files: [localFile("sub/file", Buffer.from("x\n"))] };

/** A step whose path leads through a link that the user app has planted, and what it is said to be stopped by. */
const planted = (title: string, step: Step, more: Partial<Case> = {}): Case => ({
  title: `a planted link: ${title}`,
  step,
  asks: "fails",
  code: 22,
  ...more,
  world: `${users}; ${more.world ?? asApp("ln -s /etc /home/app/data")}`,
  afterwards: `${more.afterwards ?? ""}\n${untouched}`,
});

const inData = "/home/app/data/file";
const owned = { owner: "app", group: "app" };
const LINK = "somebody else's link leads to /etc";
const DENIED = "Permission denied";

export const cases: readonly Case[] = [
  planted("a folder itself", directory({ path: "/home/app/data", ...owned, mode: "0700" }), { says: LINK }),
  planted("a folder itself, for root", directory({ path: "/home/app/data", mode: "0700", owner: "root" }), {
    says: LINK,
  }),
  planted("a folder for another user", directory({ path: "/home/app/data/file", owner: "other" }), { says: LINK }),
  planted("a folder that is made", directory({ path: inData, ...owned }), { says: DENIED }),
  planted("a file of the user's", fileContent({ path: inData, content: "x", ...owned }), { says: DENIED }),
  planted("a file of root's", fileContent({ path: inData, content: "x" }), { says: LINK }),
  planted("a file that is there", fileContent({ path: "/home/app/data/shadow", content: "x" }), { says: LINK }),
  planted("a secret", secretFromHost({ source: "/x", path: inData, ...owned }), { says: DENIED, hostFile: "secret" }),
  planted("a secret of root's", secretGenerated({ path: inData }), { says: LINK }),
  planted("a line", fileLine({ path: "/home/app/data/shadow", line: "x" }), { says: `${LINK}|${DENIED}` }),
  planted("a line, in a link", fileLine({ path: "/home/app/data", line: "x" }), {
    world: asApp("ln -s /etc/shadow /home/app/data"),
    says: "is a link, which is not followed",
    hides: "root-only",
  }),
  planted("a key", fileIni({ path: "/home/app/data/shadow", merge: { a: { b: 1 } } }), { says: `${LINK}|${DENIED}` }),
  planted("a key of JSON", fileJson({ path: "/home/app/data/kept", merge: { a: 1 } }), { needs: ["jq"] }),
  planted("a part", fileJoined({ path: "/srv/joined", parts: ["/home/app/data"], mode: "0644" }), {
    world: asApp("ln -s /etc/shadow /home/app/data"),
    afterwards: "[[ ! -e /srv/joined ]]",
    hides: "root-only",
  }),
  planted("a link", fileSymlink({ path: inData, target: "/x" }), { says: DENIED }),
  planted("a download", fileDownload({ url, sha256, path: inData, ...owned }), {
    world: `${served}; ${asApp("ln -s /etc /home/app/data")}`,
    says: DENIED,
  }),
  planted("an archive", fileArchive({ url, sha256, into: "/home/app/data/file", strip: 1 }), {
    world: `${served}; ${asApp("ln -s /etc /home/app/data")}`,
    says: DENIED,
  }),
  planted("an archive, in place of the user's folder", fileArchive({ url, sha256, into: "/srv/app", strip: 1 }), {
    world: `${served}; mkdir /srv/app; chown app /srv/app; ${asApp("ln -s /etc /srv/app/bin")}`,
    says: "cannot overwrite non-directory",
    afterwards: "[[ -L /srv/app/bin && ! -e /etc/app ]]",
  }),
  planted("what is removed", fileAbsent({ path: "/home/app/data/kept" }), { says: DENIED }),
  planted(
    "what is removed beside a folder's files",
    fileFolder({ source: site, path: "/home/app/data", exact: true, ...owned }),
    { says: LINK },
  ),
  planted("a folder's folder", fileFolder({ source: site, path: "/srv/site", exact: true, ...owned }), {
    asks: "converges",
    world: `mkdir -p /srv/site/sub; chown -R app /srv/site; ${asApp("rmdir /srv/site/sub; ln -s /etc /srv/site/sub")}`,
    afterwards: "[[ $(</srv/site/sub/file) == x && ! -L /srv/site/sub ]]",
  }),
  planted("owners", fileAttributes({ path: "/home/app/data/kept", owner: "app" }), { says: LINK }),
  planted("owners of a tree", fileAttributes({ path: "/srv/tree", ...owned, mode: "0640", recursive: true }), {
    asks: "converges",
    world: `mkdir -p /srv/tree/sub; put /srv/tree/sub/x x; chown -R app /srv/tree; chmod 600 /srv/tree/sub/x; ${asApp("ln -s /etc/shadow /srv/tree/link; ln -s /etc /srv/tree/etc")}`,
    afterwards: "[[ $(stat -c '%U:%G %a' /srv/tree/sub/x) == 'app:app 640' ]]",
  }),
  planted("an environment", pythonVenv({ path: "/home/app/data/file", requirements: [], user: "app" }), {
    world: `program python3; ${asApp("ln -s /etc /home/app/data")}`,
    says: DENIED,
  }),
  planted(
    "a checkout",
    gitCheckout({ repository: "/srv/x", path: "/home/app/data/file", branch: "main", user: "app" }),
    {
      needs: ["git"],
      world: `program git; ${asApp("ln -s /etc /home/app/data")}`,
      says: DENIED,
    },
  ),
  planted("a secret to be removed", snapshotCleanup({ secrets: ["/home/app/data/kept"] }), { says: LINK }),
  {
    title: "a checkout by root in a user's folder",
    step: gitCheckout({ repository: "/srv/x", path: "/home/app/src", branch: "main" }),
    needs: ["git"],
    world: `${users}; program git`,
    asks: "fails",
    code: 22,
    says: "/home/app belongs to app, who may replace what is in it",
  },
  {
    title: "an environment of root's in a user's folder",
    step: pythonVenv({ path: "/home/app/venv", requirements: [] }),
    world: `${users}; program python3`,
    asks: "fails",
    code: 22,
    says: "/home/app belongs to app, who may replace what is in it",
  },
  {
    title: "in a user's folder, as the user",
    step: fileContent({ path: "/home/app/a/b/file", content: "x", ...owned, mode: "0600" }),
    world: users,
    afterwards: `[[ $(stat -c '%U %a' /home/app/a /home/app/a/b /home/app/a/b/file) == $'app 755\\napp 755\\napp 600' && $(<${"/home/app/a/b/file"}) == x ]]\n${untouched}`,
  },
  {
    title: "in a user's folder, a file of root's, and one of another's",
    step: fileContent({ path: "/home/app/a/file", content: "x", owner: "root", group: "other", mode: "0640" }),
    world: users,
    afterwards: `[[ $(stat -c '%U:%G %a' /home/app/a/file) == 'root:other 640' && $(stat -c %U /home/app/a) == app ]]`,
  },
  {
    title: "in root's folder in a user's folder",
    step: fileContent({ path: "/home/app/stack/file", content: "x" }),
    world: `${users}; mkdir /home/app/stack`,
    afterwards: "[[ $(stat -c %U /home/app/stack/file) == root ]]",
  },
  {
    title: "by root's link into a user's folder, as the user",
    step: fileContent({ path: "/srv/link/file", content: "x", ...owned }),
    world: `${users}; mkdir /home/app/a; chown app /home/app/a; ln -s /home/app/a /srv/link`,
    afterwards: "[[ $(stat -c %U /home/app/a/file) == app ]]",
  },
  {
    title: "a secret in a user's folder",
    step: secretGenerated({ path: "/home/app/secret", ...owned, envFile: { path: "/home/app/.env", key: "KEY" } }),
    world: `${users}; put /home/app/.env A=1; chown app /home/app/.env`,
    afterwards: `[[ $(stat -c '%U:%G %a' /home/app/secret /home/app/.env) == $'app:app 600\\napp:app 600' ]]\n[[ $(</home/app/.env) == $'A=1\\nKEY='$(</home/app/secret) ]]`,
  },
  ...(
    [
      ["a file", fileContent({ path: "/home/app/fifo", content: "x" }), "converges"],
      ["a line", fileLine({ path: "/home/app/fifo", line: "x" }), "fails"],
      ["a key of JSON", fileJson({ path: "/home/app/fifo", merge: { a: 1 } }), "fails"],
      ["a part", fileJoined({ path: "/srv/joined", parts: ["/home/app/fifo"] }), "fails"],
      ["a secret", secretGenerated({ path: "/home/app/fifo", ...owned }), "converges"],
    ] as const
  ).map(
    ([title, step, asks]): Case => ({
      title: `a FIFO in the place of ${title}`,
      step,
      asks,
      ...(asks === "fails" && { code: 22, says: "is not a regular file" }),
      ...(title === "a key of JSON" && { needs: ["jq"] }),
      world: `${users}; ${asApp("mkfifo /home/app/fifo")}`,
      afterwards: asks === "fails" ? "[[ -p /home/app/fifo ]]" : "[[ -f /home/app/fifo ]]",
    }),
  ),
  {
    title: "in a sticky folder",
    step: fileContent({ path: "/tmp/a/file", content: "x" }),
    world: users,
    afterwards: "[[ $(stat -c %U /tmp/a /tmp/a/file) == $'root\\nroot' ]]; rm -r /tmp/a",
    differsAgain: "it is removed",
  },
  {
    title: "in a user's folder in a sticky folder",
    step: fileContent({ path: "/tmp/a/file", content: "x" }),
    world: `${users}; ${asApp("mkdir /tmp/a")}`,
    asks: "fails",
    code: 22,
    says: "/tmp/a belongs to app, in a folder where everybody may make something",
    afterwards: "[[ -z $(ls -A /tmp/a) ]]; rmdir /tmp/a",
  },
  {
    title: "in the place of a user's link in a sticky folder",
    step: fileContent({ path: "/tmp/a", content: "x" }),
    world: `${users}; ${asApp("ln -s /etc/shadow /tmp/a")}`,
    asks: "fails",
    code: 22,
    says: "/tmp/a belongs to app",
    afterwards: `[[ -L /tmp/a ]]; rm /tmp/a\n${untouched}`,
  },
  {
    title: "in a folder that a group of the system may write to",
    step: fileContent({ path: "/srv/staff/file", content: "x" }),
    world: `${users}; mkdir /srv/staff; chgrp adm /srv/staff; chmod 2775 /srv/staff`,
    says: "WARN .*a group of the system may replace what is in /srv/staff \\(group adm\\)|a group of the system may replace what is in /srv/staff \\(group adm\\)",
    afterwards: "[[ $(stat -c '%U %G' /srv/staff/file) == 'root root' ]]",
  },
  {
    title: "in a folder that a group of users may write to",
    step: fileContent({ path: "/srv/shared/deep/file", content: "x" }),
    world: `${users}; mkdir -p /srv/shared/deep; chgrp other /srv/shared; chmod 775 /srv/shared`,
    asks: "fails",
    code: 22,
    says: "the group other may replace what is in /srv/shared",
    afterwards: "[[ -z $(ls -A /srv/shared/deep) ]]",
  },
  {
    title: "in a folder that everybody may write to",
    step: fileContent({ path: "/srv/shared/file", content: "x" }),
    world: `${users}; mkdir /srv/shared; chmod 777 /srv/shared`,
    asks: "fails",
    code: 22,
    says: "everybody may replace what is in /srv/shared",
    afterwards: "[[ -z $(ls -A /srv/shared) ]]",
  },
  {
    title: "what a killed run of the user's has left",
    step: fileContent({ path: "/home/app/file", content: "x", ...owned }),
    world: `${users}; ${asApp("umask 77; echo secret >/home/app/.phoenix-setup.0000000001")}; put /home/app/.phoenix-setup.0000000002 root; put /home/app/.phoenix-setup x`,
    afterwards:
      "[[ $(ls -A /home/app | tr '\\n' ' ') == '.phoenix-setup .phoenix-setup.0000000002 file ' ]]; rm /home/app/.phoenix-setup.0000000002",
    differsAgain: "a file of root's is removed",
  },
];
