import { ExternalError } from "../../validation/failures.ts";

/** Lays out what is written in the language of Graphviz, by Graphviz itself as WebAssembly, which is loaded here only. */
export async function svg(dotText: string): Promise<string> {
  const { instance } = await import("@viz-js/viz");
  const graphviz = await instance();
  const { status, output, errors } = graphviz.render(dotText, { format: "svg", engine: "dot" });
  if (status === "success") return output.trimEnd();
  throw new ExternalError(`Graphviz cannot lay out the fleet: ${errors.map(({ message }) => message).join("; ")}`);
}
