import { describe, expect, it } from "vitest";
import type { Step } from "../../generator/dsl/step.ts";
import { ownerProblems } from "../../generator/rules/owner-rules.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { fileDirectory as directory } from "../../generator/steps/kinds/file-directory.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import { secretGenerated } from "../../generator/steps/kinds/secret-generated.ts";
import { writtenFolders } from "../../generator/steps/options/written-folders.ts";

const folder = directory({ path: "/srv/app", owner: "app" });
const said = (...steps: Step[]): string[] =>
  ownerProblems(steps).map(({ code, severity, message }) => `${severity} ${code} ${message}`);
const warning = (path: string): string =>
  `warning D336 ${path} is to be root's, but app, who owns /srv/app, may replace it`;

describe("a file of root's below a user's folder", () => {
  it("is a warning, in whatever order, with each of its files", () => {
    expect(said(folder, fileContent({ path: "/srv/app/a/file", content: "x" }))).toEqual([warning("/srv/app/a/file")]);
    expect(said(secretGenerated({ path: "/srv/app/s", envFile: { path: "/srv/app/.env", key: "K" } }), folder)).toEqual(
      [warning("/srv/app/s"), warning("/srv/app/.env")],
    );
    expect(said(folder, directory({ path: "/srv/app/data", owner: "root" }))).toEqual([warning("/srv/app/data")]);
  });

  it("is none for the user's own, for what keeps its owner, beside the folder, or below root's", () => {
    expect(said(folder, fileContent({ path: "/srv/app/file", content: "x", owner: "app" }))).toEqual([]);
    expect(said(folder, fileLine({ path: "/srv/app/file", line: "x" }))).toEqual([]);
    expect(said(folder, fileContent({ path: "/srv/application", content: "x" }))).toEqual([]);
    expect(said(directory({ path: "/srv/app" }), fileContent({ path: "/srv/app/file", content: "x" }))).toEqual([]);
  });
});

it("the folders in which steps replace files are known, each once", () => {
  const steps = [
    fileContent({ path: "/etc/b/x", content: "" }),
    fileContent({ path: "/etc/b/y", content: "" }),
    fileContent({ path: "/x", content: "" }),
    secretGenerated({ path: "/root/a", envFile: { path: "/opt/.env", key: "K" } }),
    directory({ path: "/srv/app" }),
  ];
  expect(writtenFolders(steps)).toEqual(["/", "/etc/b", "/opt", "/root"]);
});
