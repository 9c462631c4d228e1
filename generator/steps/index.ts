import { aptPackages } from "./apt-packages.ts";
import { aptUpgrade } from "./apt-upgrade.ts";
import { userPresent } from "./user-present.ts";

/** Debian packages. */
export const apt = { packages: aptPackages, upgrade: aptUpgrade };

/** User accounts. */
export const user = { present: userPresent };
