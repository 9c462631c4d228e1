import { Exit } from "../../contract/cli-exit-codes.ts";
import { dot } from "../../hosts/graph/dot.ts";
import { type FleetGraph, fleetGraph, withNeeded } from "../../hosts/graph/fleet-graph.ts";
import { mermaid } from "../../hosts/graph/mermaid.ts";
import { textTree } from "../../hosts/graph/text-tree.ts";
import { compile } from "../../pipeline/compile.ts";
import { selectPlans } from "../../pipeline/select.ts";
import { UsageError } from "../../validation/failures.ts";
import { didYouMean } from "../../validation/nearest.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { invalid } from "../ui/report.ts";
import { writeFleetPage } from "./graph-page.ts";

/** What the fleet can be printed as. */
const FORMATS = ["text", "dot", "mermaid", "svg"] as const;

type Format = (typeof FORMATS)[number];

/** The clone tree and what depends on what, as text, as a picture, or as a page about the whole fleet. */
export const graph: Command<Data<"graph">> = {
  name: "graph",
  summary: "Show what is cloned from what: text, DOT, Mermaid, SVG, or one page of the whole fleet",
  flags: {
    format: { type: "string", values: FORMATS, about: "text (default), dot, mermaid or svg" },
    html: { type: "string", about: "write one page to this file: tree, steps and scripts, with a search" },
    status: { type: "string", about: "also show what `status --json` said, from this file" },
    title: { type: "string", about: "the page's title" },
    force: { type: "boolean", about: "replace a file that graph --html did not write" },
    json: { type: "boolean", about: "print containers and dependencies as JSON" },
  },
  async run(call) {
    const format = formatOf(call);
    const compiled = await compile(call.folder);
    const { plans, findings, failed } = compiled;
    if (failed) return invalid(findings, call);
    const chosen = withNeeded(plans, selectPlans(plans, call.ctids));
    const shown = fleetGraph(chosen);
    if (format === "html") {
      const file = await writeFleetPage({ plans: chosen, graph: shown, places: compiled.places }, call);
      return { exit: Exit.fine, findings, data: { format, ...shown, text: null, file } };
    }
    const text = await printed(shown, format);
    if (!call.json) call.out(text);
    return { exit: Exit.fine, findings, data: { format, ...shown, text, file: null } };
  },
};

function formatOf({ flags: { format, html, title, force, status } }: Call): Format | "html" {
  if (html !== undefined && format !== undefined)
    throw new UsageError("--html writes a page and --format prints a picture; give one of them");
  if (html === "") throw new UsageError("--html takes the name of a file");
  if (html !== undefined) return "html";
  if ([title, force, status].some((flag) => flag !== undefined))
    throw new UsageError("--title, --status and --force go with --html");
  return formatBy(String(format ?? "text"));
}

function formatBy(name: string): Format {
  const found = FORMATS.find((one) => one === name);
  if (found !== undefined) return found;
  throw new UsageError(`--format takes ${FORMATS.join(", ")}, not '${name}'${didYouMean(name, FORMATS)}`);
}

async function printed(shown: FleetGraph, format: Format): Promise<string> {
  switch (format) {
    case "text":
      return textTree(shown);
    case "dot":
      return dot(shown);
    case "mermaid":
      return mermaid(shown);
    case "svg":
      return (await import("../../hosts/graph/svg.ts")).svg(dot(shown));
  }
}
