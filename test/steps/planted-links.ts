import { createHash } from "node:crypto";
import { type LocalFolder, localFile } from "../../generator/dsl/local-file.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { fileAbsent } from "../../generator/steps/kinds/file-absent.ts";
import { fileArchive } from "../../generator/steps/kinds/file-archive.ts";
import { fileAttributes } from "../../generator/steps/kinds/file-attributes.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileCopy } from "../../generator/steps/kinds/file-copy.ts";
import { fileDirectory as directory } from "../../generator/steps/kinds/file-directory.ts";
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
import { asApp, owned, untouched, users } from "./two-users.ts";

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
const LINK = "somebody else's link leads to /etc";
const DENIED = "Permission denied";

/** Steps whose path leads through a link of the user's. */
export const plantedLinks: readonly Case[] = [
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
  planted("a copied file", fileCopy({ source: "/home/app/data", path: "/srv/joined" }), {
    world: asApp("ln -s /etc/shadow /home/app/data"),
    afterwards: "[[ ! -e /srv/joined ]]",
    hides: "root-only",
  }),
  planted("a file that is written once", fileContent({ path: "/home/app/data", content: "x", ...owned, once: true }), {
    world: asApp("ln -s /etc/shadow /home/app/data"),
    says: "is not a regular file",
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
];
