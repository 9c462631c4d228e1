import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { localFile } from "../../generator/dsl/local-file.ts";
import { sh } from "../../generator/dsl/shell.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { dockerCompose } from "../../generator/steps/kinds/docker-compose.ts";
import { fileAbsent } from "../../generator/steps/kinds/file-absent.ts";
import { fileArchive } from "../../generator/steps/kinds/file-archive.ts";
import { fileAttributes } from "../../generator/steps/kinds/file-attributes.ts";
import { fileDownload } from "../../generator/steps/kinds/file-download.ts";
import { fileFolder } from "../../generator/steps/kinds/file-folder.ts";
import { fileIni } from "../../generator/steps/kinds/file-ini.ts";
import { fileJoined } from "../../generator/steps/kinds/file-joined.ts";
import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import { fileSymlink } from "../../generator/steps/kinds/file-symlink.ts";
import { gitCheckout } from "../../generator/steps/kinds/git-checkout.ts";
import { pythonVenv } from "../../generator/steps/kinds/python-venv.ts";
import { serviceDropIn } from "../../generator/steps/kinds/service-drop-in.ts";
import { serviceUnit } from "../../generator/steps/kinds/service-unit.ts";
import { tlsSelfSigned } from "../../generator/steps/kinds/tls-self-signed.ts";

/** What is said of a step. */
const said = ({ problems }: Step): string => problems.map(({ message, fix }) => `${message}; ${fix}`).join("\n");

const web = "https://example.com/a.tar";
const sum = "0".repeat(64);
const folder = { is: "local-folder", path: "site", files: [localFile("a", Buffer.from("a"))] } as const;
const loose = lxcConfig("network_config.ip");
const unit = (setting: unknown): Step =>
  serviceUnit({ unit: "a.service", sections: { Service: { ExecStart: setting as string } } });
const line = (options: object): Step => fileLine({ path: "/etc/a", ...options } as Parameters<typeof fileLine>[0]);
const ini = (merge: object): Step =>
  fileIni({ path: "/etc/a", merge: merge as Record<string, Record<string, string>> });
const edit = (options: object): Step =>
  fileJson({ path: "/etc/a", edit: [options as NonNullable<Parameters<typeof fileJson>[0]["edit"]>[0]] });
const only = (name: string): Step => fileArchive({ url: web, sha256: sum, into: "/opt/a", only: [name] });
const checkout = (options: object): Step =>
  gitCheckout({ repository: "https://example.com/a", path: "/opt/a", ...options });
const venv = (options: object): Step => pythonVenv({ path: "/opt/a", ...options });

type Refused = readonly [string, Step, string];

/** What must not be given, and what is said of it. */
const refused: Readonly<Record<string, readonly Refused[]>> = {
  "a unit file": [
    ["two lines in one", unit("a\nb"), "`sections.Service.ExecStart` must be one line; several are a list"],
    ["a space at its end, which systemd drops", unit("a "), "`sections.Service.ExecStart` begins or ends with a space"],
    [
      "a backslash at its end, which joins the next line",
      unit("a\\"),
      "`sections.Service.ExecStart` ends with a backslash",
    ],
    [
      "a word of a command that is none",
      unit([["/bin/a", null]]),
      "`sections.Service.ExecStart[0][1]` is null, not a word",
    ],
    [
      "a value of no known format",
      unit([["/bin/a", loose]]),
      "`sections.Service.ExecStart[0][1]` holds `network_config.ip`, which",
    ],
    [
      "a variable with a strange name",
      unit({ "A B": "x" }),
      '`sections.Service.ExecStart["A B"]` is no name of a variable',
    ],
    [
      "a command without its own brackets",
      unit(["/bin/a", "-b", 1]),
      "`sections.Service.ExecStart[1]` begins with no absolute path",
    ],
    ["several commands are well", unit(["", "-/bin/a b", "@/bin/c d", ["e", "-f"]]), ""],
    ["a variable with two lines is well: it is quoted", unit({ A: "x\ny" }), ""],
    [
      "a section with a bracket",
      serviceUnit({ unit: "a.service", sections: { "A]": { B: "c" } } }),
      '`sections["A]"]`',
    ],
    [
      "a setting with an equals sign",
      serviceUnit({ unit: "a.service", sections: { A: { "B=": "c" } } }),
      '`sections.A["B="]`',
    ],
    ["a name without its type", serviceUnit({ unit: "a", sections: {} }), "`unit` must end with its type"],
    [
      "a drop-in outside of its folder",
      serviceDropIn({ unit: "a.service", name: "../b", sections: {} }),
      "`name` must be a file name",
    ],
  ],
  "a line of a file": [
    ["two lines", line({ line: "a\nb" }), "`line` holds the end of a line"],
    [
      "a flag that Perl takes otherwise",
      line({ line: "a", replaces: /a/g }),
      "`replaces` has the flags 'g'; only i is known",
    ],
    [
      "a class that Perl reads otherwise",
      line({ absent: /[\u00e0-\u00ff]/ }),
      "`absent` has \\u, \\p{…} or an empty class",
    ],
    ["a form of another realm is taken", line({ absent: runInNewContext("/a/i") }), ""],
    ["neither a line nor its absence", line({}), "needs either `line` or `absent`"],
    ["both", line({ line: "a", absent: "b" }), "needs either `line` or `absent`"],
    ["a beginning that every line has", line({ line: "a", replaces: "" }), "`replaces` is empty"],
    [
      "a replacement of what is to be gone",
      line({ absent: "a", replaces: "b" }),
      " has `replaces`, which goes with `line`",
    ],
  ],
  "an ini file": [
    ["a key with an equals sign", ini({ a: { "b=c": "d" } }), '`merge.a["b=c"]` is no key'],
    ["a key that is a comment", ini({ a: { "#b": "c" } }), '`merge.a["#b"]` is no key'],
    ["a section with a bracket", ini({ "a]": { b: "c" } }), '`merge["a]"]` is no name of a section'],
    ["a value of two lines", ini({ a: { b: "c\nd" } }), "`merge.a.b` must be one line"],
    ["a value with a space that readers drop", ini({ a: { b: " c" } }), "`merge.a.b` begins or ends with a space"],
    ["a section that is no text", ini({ "a\udfff": { b: "c" } }), "lone surrogate"],
    ["a key that is no text", ini({ a: { "b\udfff": "c" } }), "lone surrogate"],
    ["a separator that is none", fileIni({ path: "/etc/a", merge: {}, separator: ":" }), "`separator` must be an ="],
  ],
  "what is removed, or changed all the way down": [
    ...["/", "/etc", "/usr//local", "/var/lib/dpkg", "/etc/", "/opt/../etc", "etc"].map(
      (path): Refused => [`not ${path}`, fileAbsent({ path }), "`path`"],
    ),
    ["a folder of its own is well", fileAbsent({ path: "/etc/nginx" }), ""],
    ["attributes of /usr", fileAttributes({ path: "/usr", mode: "0755" }), "`path` is a folder of the system"],
    ["attributes without any", fileAttributes({ path: "/opt/a" }), "needs `mode`, `folderMode`, `owner` or `group`"],
    [
      "an archive into /opt itself",
      fileArchive({ url: web, sha256: sum, into: "/opt" }),
      "`into` is a folder of the system",
    ],
    [
      "an exact folder that the system shares",
      fileFolder({ source: folder, path: "/srv", exact: true }),
      "`path` must lie below a folder of its own",
    ],
  ],
  "what is fetched": [
    [
      "another sum than sha256",
      fileDownload({ url: web, sha256: "0".repeat(40), path: "/a" }),
      "`sha256` must be a sha256 sum",
    ],
    ["an address of another kind", fileDownload({ url: "ftp://example.com/a", sha256: sum, path: "/a" }), "`url`"],
    [
      "an archive of no known format",
      fileArchive({ url: "https://example.com/a", sha256: sum, into: "/opt/a" }),
      " needs `format`",
    ],
  ],
  "elements of lists": [
    ["nothing at all", fileJson({ path: "/etc/a" }), "needs `merge`, `edit` or both"],
    ["every element", edit({ at: "a", where: {} }), "means every element: name a key"],
    [
      "an element that is not found again",
      edit({ at: "a", where: { name: "x" }, merge: { name: "y" } }),
      "`edit[0].merge` changes 'name', by which the element is found",
    ],
    [
      "keys for what is no object",
      edit({ at: "a", where: "x", merge: { b: 1 } }),
      "`edit[0].merge` cannot be merged into what is no object",
    ],
    [
      "keys for what is removed",
      edit({ at: "a", where: { b: 1 }, merge: { c: 1 }, remove: true }),
      "`edit[0].merge` is given for an element that is removed",
    ],
  ],
  "parts of an archive": [
    ["out of the archive", only("a/../../b"), "`only[0]` must not have .. in it"],
    ["a path of the container", only("/etc/a"), "`only[0]` must be a name as the archive has it"],
  ],
  "services of a Compose project": [
    [
      "one that the file does not have",
      dockerCompose({ name: "a", file: { services: { web: { image: "x:1" } } }, restartOn: { wbe: [] } }),
      "`restartOn.wbe` names 'wbe', which is no service of the file; name one of web",
    ],
  ],
  "a certificate": [
    [
      "a country that is no code",
      tlsSelfSigned({ names: ["a"], certificate: "/a", key: "/b", subject: { country: "Germany" } }),
      "`subject.country` must be two capital letters, such as DE",
    ],
  ],
  "other files": [
    ["a link to nowhere", fileSymlink({ path: "/etc/a", target: "" }), "`target` is empty"],
    [
      "a file joined from itself",
      fileJoined({ path: "/etc/a", parts: ["/etc/b", "/etc/a"] }),
      " cannot be a part of itself",
    ],
    ["a file joined from nothing", fileJoined({ path: "/etc/a", parts: [] }), "`parts` names no file"],
  ],
  "a checkout": [
    ["of nothing", checkout({}), "needs one of `tag`, `branch` and `commit`"],
    ["of two things", checkout({ tag: "a", branch: "b" }), "needs one of `tag`, `branch` and `commit`"],
    ["of a part of a commit", checkout({ commit: "0".repeat(12) }), "`commit` must be a whole commit"],
    ...["-a", "a..b", "a b", "a/", "a.lock", "a@{1}", "a~1", ".a", "a/.b"].map(
      (tag): Refused => [`of the tag '${tag}'`, checkout({ tag }), "`tag` must be a branch's or tag's name"],
    ),
    [
      "with a password in the address",
      checkout({ tag: "a", repository: "https://u:p@example.com/a" }),
      "`repository` must not hold credentials",
    ],
    [
      "from an option of git's",
      checkout({ tag: "a", repository: "--upload-pack=x" }),
      "`repository` must be an address",
    ],
    ["with a build that is no Bash", checkout({ tag: "a", build: "make" }), "`build`"],
    ["with all of it is well", checkout({ tag: "v1/a.b", build: sh`make`, repository: "git@example.com:a/b.git" }), ""],
  ],
  "a virtual environment": [
    ["without requirements", venv({}), "needs either `requirements` or `requirementsFile`"],
    ["with two lines in one", venv({ requirements: ["a\nb"] }), "`requirements[0]` must be one line"],
    [
      "with a file that is no text",
      venv({ requirements: localFile("a", Buffer.from([255])) }),
      "`requirements` is no text in UTF-8",
    ],
    [
      "with credentials in the index",
      venv({ requirements: [], index: "https://u:p@example.com/" }),
      "`index` must not hold credentials",
    ],
    [
      "with an option for a Python",
      venv({ requirements: [], python: "-c" }),
      "`python` must be a program's name or path",
    ],
  ],
};

describe.each(Object.entries(refused))("%s:", (_, cases) => {
  it.each(cases.map(([title, step, wanted]) => ({ title, step, wanted })))("$title", ({ step, wanted }) => {
    if (wanted === "") expect(said(step)).toBe("");
    else expect(said(step)).toContain(wanted);
  });
});
