import { userPresent } from "../../generator/steps/kinds/user-present.ts";
import type { Case } from "./case.ts";

export const kind = "user-present";

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
  { title: "useradd fails", step: userPresent({ name: "ubuntu" }), world: "broken useradd 9", asks: "fails", code: 22 },
];
