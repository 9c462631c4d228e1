import { createHash } from "node:crypto";
import { fileDownload } from "../../generator/steps/kinds/file-download.ts";
import type { Case } from "./case.ts";

export const kind = "file-download";
const path = "/usr/local/bin/tool";
const url = "https://example.org/tool";
const sha256 = createHash("sha256").update("tool").digest("hex");
const step = fileDownload({ url, sha256: sha256.toUpperCase(), path, mode: "0755" });
const world = `answers ${url} 200 tool`;
const there = `[[ $(<${path}) == tool && $(stat -c '%a %U' ${path}) == '755 root' && $(ls -A /usr/local/bin) == tool ]]`;

export const cases: readonly Case[] = [
  { title: "fetched", step, world, afterwards: there },
  { title: "of another sum before", step, world: `${world}; put ${path} other; chmod 755 ${path}`, afterwards: there },
  { title: "it is so", step, world: `printf tool >${path}; chmod 755 ${path}`, asks: "holds" },
  {
    title: "another mode only, without fetching it again",
    step,
    world: `printf tool >${path}; chmod 600 ${path}`,
    afterwards: `${there}; [[ ! -e /var/world/calls/curl.1 ]]`,
  },
  {
    title: "what comes has another sum",
    step,
    world: `answers ${url} 200 evil; put ${path} other; chmod 755 ${path}`,
    asks: "fails",
    code: 22,
    says: `the sha256 of ${url} is [0-9a-f]{64} instead of ${sha256}`,
    afterwards: `[[ $(<${path}) == other && $(ls -A /usr/local/bin) == tool ]]`,
  },
  { title: "the server has no such file", step, world: `answers ${url} 404`, asks: "fails", code: 22, says: "404" },
  { title: "curl is missing", step, world: "without curl", asks: "fails", code: 22, says: "curl is missing" },
  {
    title: "a link in its place becomes a file",
    step,
    world: `${world}; printf tool >/srv/tool; chmod 755 /srv/tool; ln -s /srv/tool ${path}`,
    afterwards: `${there}; [[ ! -L ${path} ]]`,
  },
];
