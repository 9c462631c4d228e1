import { userGroup } from "../../generator/steps/kinds/user-group.ts";
import type { Case } from "./case.ts";

export const kind = "user-group";

export const cases: readonly Case[] = [
  {
    title: "with a number, and two members",
    step: userGroup({ name: "media", number: 1500, members: ["ubuntu", "plex"] }),
    world: "account ubuntu adm; account plex",
    afterwards: `
      [[ $(getent group media) == media:x:1500:ubuntu,plex ]]
      [[ " $(id -nG ubuntu) " == *" adm "* ]]`,
  },
  {
    title: "without more",
    step: userGroup({ name: "media" }),
    faults: true,
    afterwards: `getent group media`,
  },
  {
    title: "of the system",
    step: userGroup({ name: "media", system: true }),
    afterwards: `called groupadd --system media`,
  },
  {
    title: "members that are there stay",
    step: userGroup({ name: "adm", members: ["ubuntu"] }),
    world: "account plex adm; account ubuntu",
    afterwards: `[[ $(getent group adm) == adm:x:4:plex,ubuntu ]]`,
  },
  {
    title: "as it should be, a user's own group",
    step: userGroup({ name: "ubuntu", number: 1000, members: ["ubuntu"] }),
    world: "account ubuntu",
    asks: "holds",
  },
  {
    title: "another number",
    step: userGroup({ name: "adm", number: 104 }),
    asks: "fails",
    code: 22,
    says: "the group adm has the number 4, not 104",
    afterwards: `[[ $(getent group adm) == adm:x:4: ]]`,
  },
  {
    title: "a member that is not there",
    step: userGroup({ name: "media", members: ["nobody2"] }),
    asks: "fails",
    code: 22,
  },
];
