import { createHash } from "node:crypto";
import { localFile } from "../../generator/dsl/local-file.ts";
import { sh } from "../../generator/dsl/shell.ts";
import { fileAbsent } from "../../generator/steps/kinds/file-absent.ts";
import { fileArchive } from "../../generator/steps/kinds/file-archive.ts";
import { fileAttributes } from "../../generator/steps/kinds/file-attributes.ts";
import { fileCopy } from "../../generator/steps/kinds/file-copy.ts";
import { fileDownload } from "../../generator/steps/kinds/file-download.ts";
import { fileFolder } from "../../generator/steps/kinds/file-folder.ts";
import { fileIni } from "../../generator/steps/kinds/file-ini.ts";
import { fileJoined } from "../../generator/steps/kinds/file-joined.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import { fileLocal } from "../../generator/steps/kinds/file-local.ts";
import { fileOutput } from "../../generator/steps/kinds/file-output.ts";
import { fileSymlink } from "../../generator/steps/kinds/file-symlink.ts";
import { fileTemplate } from "../../generator/steps/kinds/file-template.ts";
import { serviceDropIn } from "../../generator/steps/kinds/service-drop-in.ts";
import { serviceUnit } from "../../generator/steps/kinds/service-unit.ts";
import { archive } from "./archive.ts";
import { type Field, inFolder, oneLine, oneWord } from "./field.ts";

const at = (text: string, unique: string) => `/opt/${unique}/x${text}y`;
const there = (unique: string) => `is_there "/opt/${unique}/x\${expected}y"`;
const make = (_text: string, unique: string) => `mkdir -p /opt/${unique}; printf %s x >"/opt/${unique}/x\${expected}y"`;
/** Text on one line, as an ini file keeps it. */
const value = (text: string) => oneLine(text).trim();
/** A key or the name of a section of an ini file. */
const name = (text: string) => `k${oneLine(text).replace(/[=[\]]/g, "·")}k`;
/** sha256 of an empty file. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const empty = "answers default 200 ''";
const packed = archive();
const sum = createHash("sha256").update(packed).digest("hex");
const answered = `answers default 200; base64 -d <<<${packed.toString("base64")} >/var/world/urls/default/body`;
const folder = (path: string, bytes: Uint8Array) =>
  ({ is: "local-folder", path: "files/x", files: [localFile(path, bytes)] }) as const;

/** systemd's words, read back by what is known of them: systemd.syntax(7). */
const words = `perl -e '
  local $/; my $text = <STDIN>; my ($word) = $text =~ /^\\[Service\\]\\nExecStart=\\/bin\\/x (.*)\\n\\z/s or exit 1;
  if ($word =~ s/^"(.*)"\\z/$1/s) { $word =~ s/\\\\(?:x([0-9a-f]{2})|(.))/defined $1 ? chr hex $1 : $2/ges } elsif ($word =~ /[\\s"\\x27\\\\;]/) { exit 2 }
  $word =~ s/%%/%/g; $word =~ s/\\$\\$/\\$/g; print $word'`;

export const fields: readonly Field[] = [
  {
    kind: "file-absent",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileAbsent({ path: at(text, unique) }),
    world: make,
    see: (unique) => `[[ -d /opt/${unique} && ! -e "/opt/${unique}/x\${expected}y" ]]`,
  },
  {
    kind: "file-archive",
    field: "into",
    fit: inFolder,
    step: (text, unique) =>
      fileArchive({ url: "https://x/a.tar.gz", sha256: sum, into: at(text, unique), strip: 1, exact: true }),
    world: answered,
    see: (unique) => `is_there "/opt/${unique}/x\${expected}y/README"`,
  },
  {
    kind: "file-archive",
    field: "url",
    fit: oneWord,
    step: (text, unique) =>
      fileArchive({ url: `https://example.org/${text}`, sha256: sum, into: `/opt/${unique}`, format: "tar.gz" }),
    world: answered,
    see: "argument curl https://example.org/",
  },
  {
    kind: "file-attributes",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileAttributes({ path: at(text, unique), mode: "0600" }),
    world: make,
    see: (unique) => `[[ $(stat -c %a "/opt/${unique}/x\${expected}y") == 600 ]]`,
  },
  {
    kind: "file-download",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileDownload({ url: "https://x/y", sha256: NOTHING, path: at(text, unique) }),
    world: empty,
    see: there,
  },
  {
    kind: "file-download",
    field: "url",
    fit: oneWord,
    step: (text) => fileDownload({ url: `https://example.org/${text}`, sha256: NOTHING, path: "/opt/download" }),
    world: `rm -f /opt/download; ${empty}`,
    see: "argument curl https://example.org/",
  },
  {
    kind: "file-folder",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileFolder({ source: folder("f", Buffer.from("x")), path: at(text, unique), exact: true }),
    see: (unique) => `is_there "/opt/${unique}/x\${expected}y/f"`,
  },
  {
    kind: "file-folder",
    field: "source",
    fit: inFolder,
    step: (text, unique) =>
      fileFolder({ source: folder(`x${text}y`, Buffer.from(text)), path: `/opt/${unique}`, exact: true }),
    see: (unique) => `content "/opt/${unique}/x\${expected}y" "" && [[ $(ls /opt/${unique} | wc -l) -ge 1 ]]`,
  },
  {
    kind: "file-ini",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileIni({ path: at(text, unique), merge: { a: { b: 1 } } }),
    see: there,
  },
  {
    kind: "file-ini",
    field: "merge",
    fit: value,
    step: (text, unique) => fileIni({ path: `/opt/${unique}`, merge: { s: { k: text } } }),
    see: (unique) => `content /opt/${unique} $'[s]\\nk=' $'\\n'`,
  },
  {
    kind: "file-ini",
    field: "names",
    fit: name,
    step: (text, unique) => fileIni({ path: `/opt/${unique}`, merge: { [text]: { a: 1 }, b: { [text]: 2 } } }),
    see: (unique) => `printf '[%s]\\na=1\\n\\n[b]\\n%s=2\\n' "$expected" "$expected" | cmp --quiet - /opt/${unique}`,
  },
  {
    kind: "file-copy",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileCopy({ path: at(text, unique), source: "/etc/hosts" }),
    see: there,
  },
  {
    kind: "file-copy",
    field: "source",
    fit: inFolder,
    step: (text, unique) => fileCopy({ path: "/etc/joined", source: at(text, unique) }),
    world: make,
    see: "[[ $(</etc/joined) == x ]]",
  },
  {
    kind: "file-output",
    field: "command",
    step: (text) => fileOutput({ path: "/etc/joined", command: sh`printf %s ${text}` }),
    see: "content /etc/joined",
  },
  {
    kind: "file-joined",
    field: "text",
    step: (text) => fileJoined({ path: "/etc/joined", parts: ["/etc/nothing", { text }] }),
    world: ": >/etc/nothing",
    see: "content /etc/joined",
  },
  {
    kind: "file-joined",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileJoined({ path: at(text, unique), parts: ["/etc/hosts"] }),
    see: there,
  },
  {
    kind: "file-joined",
    field: "parts",
    fit: inFolder,
    step: (text, unique) => fileJoined({ path: "/etc/joined", parts: [at(text, unique)] }),
    world: make,
    see: "[[ $(</etc/joined) == x ]]",
  },
  {
    kind: "file-line",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileLine({ path: at(text, unique), line: "x" }),
    see: there,
  },
  {
    kind: "file-line",
    field: "line",
    fit: (text) => text.replaceAll("\n", "·"),
    step: (line, unique) => fileLine({ path: `/opt/${unique}`, line }),
    see: (unique) => `content /opt/${unique} '' $'\\n'`,
  },
  {
    kind: "file-line",
    field: "replaces",
    fit: (text) => `${text.replaceAll("\n", "·")}x`,
    step: (replaces, unique) => fileLine({ path: `/opt/${unique}`, line: "done", replaces }),
    world: (_text, unique) => `printf '%s and more\\nother\\n' "$expected" >/opt/${unique}`,
    see: (unique) => `[[ $(</opt/${unique}) == $'done\\nother' ]]`,
  },
  {
    kind: "file-line",
    field: "absent",
    fit: (text) => `${text.replaceAll("\n", "·")}x`,
    step: (absent, unique) => fileLine({ path: `/opt/${unique}`, absent }),
    world: (_text, unique) => `printf '%s\\nother\\n' "$expected" >/opt/${unique}`,
    see: (unique) => `[[ $(</opt/${unique}) == other ]]`,
  },
  {
    kind: "file-local",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileLocal({ source: localFile("x", Buffer.from("x")), path: at(text, unique) }),
    see: there,
  },
  {
    kind: "file-symlink",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileSymlink({ path: at(text, unique), target: "/etc" }),
    see: (unique) => `[[ -L "/opt/${unique}/x\${expected}y" ]]`,
  },
  {
    kind: "file-symlink",
    field: "target",
    fit: (text) => `x${text}`,
    step: (target, unique) => fileSymlink({ path: `/opt/${unique}`, target }),
    see: (unique) => `readlink --no-newline /opt/${unique} >/tmp/said && content /tmp/said`,
  },
  {
    kind: "file-template",
    field: "path",
    fit: inFolder,
    step: (text, unique) => fileTemplate({ template: localFile("x", Buffer.from("x")), path: at(text, unique) }),
    see: there,
  },
  {
    kind: "file-template",
    field: "variables",
    step: (text) =>
      fileTemplate({ template: localFile("x", Buffer.from("a{{x}}b")), variables: { x: text }, path: "/etc/filled" }),
    see: "content /etc/filled a b",
  },
  {
    kind: "service-unit",
    field: "sections",
    step: (text) =>
      serviceUnit({ unit: "x.service", sections: { Service: { ExecStart: [["/bin/x", text]] } }, verify: false }),
    see: `${words} </etc/systemd/system/x.service >/tmp/said && content /tmp/said`,
  },
  {
    kind: "service-drop-in",
    field: "sections",
    step: (text) =>
      serviceDropIn({ unit: "x.service", sections: { Service: { ExecStart: [["/bin/x", text]] } }, verify: false }),
    see: `${words} </etc/systemd/system/x.service.d/phoenix-setup.conf >/tmp/said && content /tmp/said`,
  },
];
