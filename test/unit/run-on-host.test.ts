import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { sshError } from "../../generator/hosts/ssh/error.ts";
import { remoteWord } from "../../generator/hosts/ssh/remote-words.ts";
import { type HostProgram, runOnHost } from "../../generator/hosts/ssh/run-on-host.ts";
import { root } from "./project.ts";

/** A folder whose `ssh` is this program of sh, and which is first on PATH. */
function standIn(ssh: string): Pick<HostProgram, "env" | "destination" | "root" | "words"> {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-ssh-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "ssh"), `#!/bin/sh\n${ssh}\n`);
  chmodSync(join(folder, "ssh"), 0o755);
  return { env: { PATH: `${folder}:${process.env["PATH"]}` }, destination: "root@pve1", root: "yes", words: [] };
}

const templates = readdirSync(join(root, "templates/deploy")).filter((name) => name.endsWith(".sh.hbs"));

it.each(
  templates,
)("templates/deploy/%s holds no single quote, and begins with a function or with its answer", (name) => {
  const text = readFileSync(join(root, "templates/deploy", name), "utf8").replace(/^\{\{!--[\s\S]*?--\}\}\n/, "");
  expect(text).not.toContain("'");
});

it("a word for a host is one word for every shell, and none holds a quote", () => {
  expect(["a/b-1.sh", "a b", "", "$x"].map(remoteWord)).toEqual(["a/b-1.sh", "'a b'", "''", "'$x'"]);
  expect(() => remoteWord("it's")).toThrow("quote");
});

describe("what ssh says is told in its own words, below one line of ours:", () => {
  it.each([
    ["ssh: Could not resolve hostname pve1: Name or service not known", "unknown name"],
    ["Host key verification failed.", "unknown host key"],
    ["@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", "changed host key"],
    ["root@pve1: Permission denied (publickey).", "denied"],
    ["ssh: connect to host pve1 port 22: Connection refused", "refused"],
    ["ssh: connect to host pve1 port 22: Connection timed out", "time-out"],
    ["ssh: connect to host pve1 port 22: No route to host", "unreachable"],
    ["Connection closed by 10.0.0.1 port 22", "closed"],
  ])("%s", async (words, failure) => {
    const given = standIn(`cat <<'END' >&2\n${words}\nEND\nexit 255`);
    const answer = await runOnHost({ ...given, template: "deploy/start" });
    expect(answer).toMatchObject({ begun: false, failure, answers: [] });
    const [first = "", ...rest] = sshError("root@pve1", answer).message.split("\n");
    expect(first).toMatch(/^root@pve1: /);
    expect(rest.join("\n")).toBe(words);
  });
});

it("a connection on which nothing happens is given up", async () => {
  const answer = await runOnHost({ ...standIn("exec sleep 60"), template: "deploy/start", idleSeconds: 0.2 });
  expect(answer).toMatchObject({ begun: false, failure: "late", status: null });
});

it("a machine without ssh says so", async () => {
  const given = { ...standIn(""), env: { PATH: "/nowhere" } };
  await expect(runOnHost({ ...given, template: "deploy/start" })).rejects.toThrow("there is no ssh on this machine");
});

/** As sshd does it: the user's shell is given one line; with these programs in front of the host's own. */
const there = (programs: Readonly<Record<string, string>>): string =>
  [
    'here=$(dirname -- "$0")',
    ...Object.entries(programs).map(
      ([name, text]) => `printf '#!/bin/sh\\n%s\\n' '${text}' >"$here/${name}" && chmod +x "$here/${name}"`,
    ),
    'shift 2; exec sh -c "$*"',
  ].join("\n");

describe("on the host,", () => {
  const id = (number: number) => `[ "$1" = -u ] && echo ${number} || echo me`;

  it("a user who is not root becomes root by sudo -n, with the arguments as they are", async () => {
    const programs = { id: id(1000), sudo: 'echo "$1 $2 $3"; shift 4; printf "<%s>" "$@"' };
    const answer = await runOnHost({ ...standIn(there(programs)), template: "deploy/start", words: ["a b", "$x"] });
    expect(answer.stdout.toString()).toMatch(/^-n sh -c\n<sh><[0-9a-f]{32}><a b><\$x>$/);
  });

  it("what sudo says is told", async () => {
    const programs = { id: id(1000), sudo: "echo sudo: a password is required >&2; exit 1" };
    const answer = await runOnHost({ ...standIn(there(programs)), template: "deploy/start" });
    expect(answer).toMatchObject({ begun: false, failure: "sudo", stderr: "sudo: a password is required\n" });
  });

  it("sudo is left alone where it is not needed", async () => {
    const programs = { id: id(1000), sudo: "exit 1", sh: 'printf "<%s>" "$@"' };
    const given = standIn(there(programs).replace("exec sh", "exec /bin/sh"));
    const answer = await runOnHost({ ...given, root: "if possible", template: "deploy/start" });
    expect(answer.stdout.toString()).toMatch(/^<-c><.*><sh><[0-9a-f]{32}><if possible><.*>$/s);
  });
});
