import * as z from "zod";
import { withFix } from "../../validation/with-fix.ts";

/** A unit's name, whole or without suffix (systemd.unit(5)). */
export const unitName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9:_.@-]{0,200}$/, "must be a systemd unit: letters, digits and : _ . @ -");

/** The name of a unit that can run: no template, of which only instances do, such as `worker@1.service` of `worker@.service`. */
export const runnableUnit = unitName.refine(
  (unit) => !/@(?:\.|$)/.test(unit),
  withFix("is a template of units, which does not run itself", "name an instance, such as worker@1.service"),
);

/** A unit's name with its suffix, as its file is called. */
export const unitFileName = unitName.regex(
  /\.(service|socket|timer|path|mount|automount|swap|target|slice)$/,
  "must end with its type, such as .service, .timer or .socket",
);
