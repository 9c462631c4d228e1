import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileJoined } from "../../generator/steps/kinds/file-joined.ts";
import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import { gitCheckout } from "../../generator/steps/kinds/git-checkout.ts";
import { pythonVenv } from "../../generator/steps/kinds/python-venv.ts";
import { secretGenerated } from "../../generator/steps/kinds/secret-generated.ts";
import type { Case } from "./case.ts";
import { asApp, owned, untouched, users } from "./two-users.ts";

/** Steps in folders of users', of groups and of everybody. */
export const usersFolders: readonly Case[] = [
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
