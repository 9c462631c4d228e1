import type { Required } from "../../dsl/things.ts";
import type { UnitSections } from "./unit-text.ts";

/** Returns the user and the groups that a unit's processes run as, where systemd does not make them itself. */
export function accountsOfUnit(sections: UnitSections): Required[] {
  return Object.entries(sections).flatMap(([section, settings]) =>
    settings["DynamicUser"] === true || settings["DynamicUser"] === "yes"
      ? []
      : (["User", "Group"] as const).flatMap((name): Required[] => {
          const account = settings[name];
          if (typeof account !== "string" || !/^[a-z_][\w-]*$/i.test(account)) return [];
          return [
            {
              what: name === "User" ? "user" : "group",
              name: account,
              at: ["sections", section, name],
              inAnyOrder: true,
            },
          ];
        }),
  );
}
