import { showFindings } from "../../generator/cli/ui/report.ts";
import { compile } from "../../generator/pipeline/compile.ts";
import { definition, project } from "./project.ts";

/** What an author reads whose `definitions/` hold these files; in this process, with a second for what does not end. */
export async function report(files: Readonly<Record<string, string>>): Promise<string> {
  const { folder } = project(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`definitions/${name}`, text])),
  );
  return reportOf(folder);
}

/** The same of one container, 101, in which this is other than usual. */
export const reportWith = (change: Readonly<Record<string, string>>): Promise<string> =>
  report({ "101-a.ts": definition(101, change) });

/** The same of one container with this step. */
export const reportOnStep = (source: string): Promise<string> => reportWith({ steps: `[${source}]` });

/** The same of a folder that is there. */
export async function reportOf(folder: string): Promise<string> {
  const { findings } = await compile(folder, { limit: 1000 });
  const said: string[] = [""];
  const say = (text: string): void => void said.push(text);
  showFindings(findings, { folder, err: say, colour: false });
  return said.join("\n");
}
