import { existsSync } from "node:fs";
import { join } from "node:path";

/** The file of a project that lists the folders which hold an export, for `check`; it is committed. */
export const EXPORT_LIST = ".phoenix-setup-exports.json";

/** Whether a project lists exports. */
export const hasExports = (project: string): boolean => existsSync(join(project, EXPORT_LIST));
