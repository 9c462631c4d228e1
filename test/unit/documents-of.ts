import { execFileSync } from "node:child_process";
import { root } from "./project.ts";

/** The repository's documents, new ones too, relative to it. */
export const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");
