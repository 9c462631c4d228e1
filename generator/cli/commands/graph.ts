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

/** What the fleet can be printed as. */
const FORMATS = ["text", "dot", "mermaid", "svg"] as const;

type Format = (typeof FORMATS)[number];

/** The clone tree and what depends on what, as text, or as a picture. */
export const graph: Command<Data<"graph">> = {
  name: "graph",
  summary: "Show what is cloned from what, and what depends on what: text, DOT, Mermaid, SVG",
  flags: {
    format: { type: "string", values: FORMATS, about: "text (default), dot, mermaid or svg" },
    json: { type: "boolean", about: "print containers and dependencies as JSON, and the picture as its `text`" },
  },
  async run(call) {
    const format = formatOf(call);
    const { plans, findings, failed } = await compile(call.folder);
    if (failed) return invalid(findings, call);
    const shown = fleetGraph(withNeeded(plans, selectPlans(plans, call.ctids)));
    const text = await printed(shown, format);
    if (!call.json) call.out(text);
    return { exit: Exit.fine, findings, data: { format, ...shown, text } };
  },
};

function formatOf({ flags: { format = "text" } }: Call): Format {
  const found = FORMATS.find((one) => one === format);
  if (found !== undefined) return found;
  throw new UsageError(`--format takes ${FORMATS.join(", ")}, not '${format}'${didYouMean(String(format), FORMATS)}`);
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
