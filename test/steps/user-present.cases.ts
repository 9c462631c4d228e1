import { userPresent } from "../../generator/steps/kinds/user-present.ts";
import type { Case } from "./case.ts";

export const kind = "user-present";

/** In quotes, since Bash reads it. */
const hash = "'$6$abcdefgh$0123456789abcdefABCDEF./'";
const withPassword = userPresent({ name: "ubuntu", groups: ["adm"], passwordHashFile: "/root/hash" });

export const cases: readonly Case[] = [
  {
    title: "a user in two groups, one of them new, with another shell",
    step: userPresent({ name: "ubuntu", groups: ["adm", "docker"], shell: "/bin/sh" }),
    afterwards: `
      [[ $(getent passwd ubuntu) == ubuntu:x:1000:1000:*:/home/ubuntu:/bin/sh ]]
      [[ " $(id -nG ubuntu) " == *" adm "* ]]
      [[ " $(id -nG ubuntu) " == *" docker "* ]]
      [[ -d /home/ubuntu ]]`,
  },
  {
    title: "a user without more",
    step: userPresent({ name: "ubuntu" }),
    faults: true,
    afterwards: `[[ $(getent passwd ubuntu) == *:/home/ubuntu:/bin/bash ]]`,
  },
  {
    title: "with a shell that is not there",
    step: userPresent({ name: "ubuntu", shell: "/usr/bin/no-shell" }),
    asks: "fails",
    code: 22,
    says: "there is no shell /usr/bin/no-shell: an earlier step has to install it",
  },
  {
    title: "a user whose group is there already",
    step: userPresent({ name: "app" }),
    world: "groupadd --gid 990 app",
    afterwards: "[[ $(getent passwd app) == app:x:*:990:* ]]",
  },
  {
    title: "memberships that are there stay",
    step: userPresent({ name: "ubuntu", groups: ["docker"] }),
    world: "account ubuntu adm",
    afterwards: `
      [[ " $(id -nG ubuntu) " == *" adm "* ]]
      [[ " $(id -nG ubuntu) " == *" docker "* ]]`,
  },
  {
    title: "a user that is there",
    step: userPresent({ name: "ubuntu", groups: ["adm"] }),
    world: "account ubuntu adm",
    asks: "holds",
  },
  {
    title: "a user with a password, whose hash is nowhere to be seen",
    step: withPassword,
    world: `put /root/hash ${hash}; chmod 600 /root/hash`,
    secret: hash.slice(1, -1),
    afterwards: `[[ $(getent shadow ubuntu) == ubuntu:${hash}:* ]]`,
  },
  {
    title: "another password",
    step: withPassword,
    world: `account ubuntu adm; put /root/hash ${hash}; printf '%s\\n' 'ubuntu:$6$old$0123456789' | chpasswd --encrypted`,
    says: "the password of ubuntu is another one",
    afterwards: `[[ $(getent shadow ubuntu) == ubuntu:${hash}:* ]]`,
  },
  {
    title: "that password",
    step: withPassword,
    world: `account ubuntu adm; put /root/hash ${hash}; printf '%s\\n' ubuntu:${hash} | chpasswd --encrypted`,
    asks: "holds",
  },
  {
    title: "a password that is not hashed",
    step: withPassword,
    world: "put /root/hash sesame",
    asks: "fails",
    code: 22,
    says: "/root/hash does not hold the hash of a password",
    hides: "sesame",
  },
  { title: "useradd fails", step: userPresent({ name: "ubuntu" }), world: "broken useradd 9", asks: "fails", code: 22 },
];
