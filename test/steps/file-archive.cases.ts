import { createHash } from "node:crypto";
import { fileArchive } from "../../generator/steps/kinds/file-archive.ts";
import { archive } from "./archive.ts";
import type { Case } from "./case.ts";

export const kind = "file-archive";
const into = "/opt/app";
const url = "https://example.org/app-1.2.tar.gz";

const bytes = archive();
const sha256 = createHash("sha256").update(bytes).digest("hex");
const body = `answers ${url} 200; base64 -d <<<${bytes.toString("base64")} >/var/world/urls/https:%%example.org%app-1.2.tar.gz/body`;
const step = fileArchive({ url, sha256, into, strip: 1 });
const one = fileArchive({ url, sha256, into, strip: 1, only: ["app-1.2/bin"] });
const kept = (strip: number, sum = sha256) => `put ${into}/.phoenix-setup-archive '${sum} ${strip}'`;
const unpacked = `
  [[ -x ${into}/bin/app && $(<${into}/README) == read && $(stat -c '%a %U' ${into}/README ${into}) == $'644 root\\n755 root' ]]
  [[ $(<${into}/.phoenix-setup-archive) == '${sha256} 1' ]]`;
/** The same files, packed by a stand-in for unzip, which this machine need not have. */
const zip = {
  step: fileArchive({ url: "https://example.org/app.zip", sha256, into, strip: 1 }),
  world: `${body}; mv /var/world/urls/https:%%example.org%app-1.2.tar.gz /var/world/urls/https:%%example.org%app.zip; program unzip`,
};

export const cases: readonly Case[] = [
  { title: "fetched and unpacked", step, world: body, afterwards: unpacked },
  {
    title: "over another one, of which the rest stays",
    step,
    world: `${body}; ${kept(1, "0".repeat(64))}; put ${into}/bin/app old; put ${into}/data/own x`,
    afterwards: `${unpacked}; [[ -e ${into}/data/own && $(<${into}/bin/app) == '#!/bin/sh' ]]`,
    faults: true,
  },
  {
    title: "instead of another one, of which nothing stays",
    step: fileArchive({ url, sha256, into, strip: 1, exact: true }),
    world: `${body}; ${kept(1, "0".repeat(64))}; put ${into}/data/own x`,
    afterwards: `${unpacked}; [[ ! -e ${into}/data ]]`,
    faults: true,
  },
  {
    title: "a mount point is not replaced whole",
    step: fileArchive({ url, sha256, into, strip: 1, exact: true }),
    world: `${body}; put ${into}/data/own x; note_mount ${into}`,
    asks: "fails",
    code: 22,
    says: `something is mounted at ${into}`,
    afterwards: `[[ -e ${into}/data/own ]]`,
  },
  {
    title: "with another number of folders left out",
    step: fileArchive({ url, sha256, into }),
    world: `${body}; ${kept(1)}`,
    afterwards: `[[ -x ${into}/app-1.2/bin/app ]]`,
  },
  { title: "it is so", step, world: kept(1), asks: "holds" },
  {
    title: "one file of it, and nothing else",
    step: one,
    world: `${body}; ${kept(1)}`,
    afterwards: `[[ -x ${into}/bin/app && ! -e ${into}/README && $(<${into}/.phoenix-setup-archive) =~ ^${sha256}\\ 1\\ [0-9a-f]{16}$ ]]`,
  },
  {
    title: "one file of it is there",
    step: one,
    world: `put ${into}/.phoenix-setup-archive '${sha256} 1 ${createHash("sha256").update("app-1.2/bin").digest("hex").slice(0, 16)}'`,
    asks: "holds",
  },
  {
    title: "one file of a zip archive",
    step: fileArchive({ url: "https://example.org/app.zip", sha256, into, only: ["app-1.2/README"] }),
    world: zip.world,
    afterwards: `[[ $(<${into}/app-1.2/README) == read && ! -e ${into}/app-1.2/bin ]]`,
  },
  {
    title: "it does not have the file that is wanted",
    step: fileArchive({ url, sha256, into, only: ["app-1.2/README", "app-1.2/it's"] }),
    world: body,
    asks: "fails",
    code: 22,
    says: "there is no app-1.2/it's in the archive",
    afterwards: `[[ ! -e ${into} ]]`,
  },
  { title: "from a zip archive", ...zip, afterwards: unpacked },
  {
    title: "from a zip archive, with no folder left out",
    step: fileArchive({ url: "https://example.org/app.zip", sha256, into }),
    world: zip.world,
    afterwards: `[[ -x ${into}/app-1.2/bin/app && $(<${into}/app-1.2/README) == read ]]`,
  },
  {
    title: "unzip is missing",
    step: zip.step,
    world: `${zip.world}; without unzip`,
    asks: "fails",
    code: 22,
    says: "unzip is missing inside",
    afterwards: `[[ ! -e ${into} ]]`,
  },
  {
    title: "what comes has another sum",
    step,
    world: `answers ${url} 200 evil; ${kept(1, "1".repeat(64))}`,
    asks: "fails",
    code: 22,
    says: `the sha256 of ${url} is `,
    afterwards: `[[ $(ls -A /opt ${into}) == $'/opt:\\napp\\n\\n${into}:\\n.phoenix-setup-archive' ]]`,
  },
  {
    title: "nothing is left of it",
    step: fileArchive({ url, sha256, into, strip: 3 }),
    world: body,
    asks: "fails",
    code: 22,
    says: "with 3 folders left out, nothing of the archive is left",
    afterwards: `[[ ! -e ${into} ]]`,
  },
  {
    title: "it is no archive",
    step: fileArchive({ url, sha256: createHash("sha256").update("text").digest("hex"), into }),
    world: `answers ${url} 200 text`,
    asks: "fails",
    code: 22,
    afterwards: `[[ ! -e ${into} ]]`,
  },
];
