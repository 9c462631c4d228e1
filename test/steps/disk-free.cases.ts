import { gib, mib } from "../../generator/dsl/units.ts";
import { diskFree } from "../../generator/steps/kinds/disk-free.ts";
import type { Case } from "./case.ts";

export const kind = "disk-free";

export const cases: readonly Case[] = [
  { title: "enough", step: diskFree({ path: "/var/lib", atLeast: mib(1) }), asks: "holds" },
  { title: "enough above a missing folder", step: diskFree({ path: "/srv/not/yet/", atLeast: mib(1) }), asks: "holds" },
  {
    title: "too little",
    step: diskFree({ path: "/var", atLeast: gib(900000) }),
    asks: "fails",
    code: 28,
    says: "MiB are needed",
  },
];
