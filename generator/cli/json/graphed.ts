import * as z from "zod";
import { kind, list, whole } from "./shared.ts";

const container = z.strictObject({
  ctid: z.int(),
  name: z.string(),
  kind,
  host: z.string(),
  parent: z.int().nullable(),
  snapshot: z.string().nullable(),
  depth: whole,
});

const by = { from: z.int(), step: whole, title: z.string() };

const dependency = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("depends"), from: z.int(), to: z.int() }),
  z.strictObject({ ...by, kind: z.literal("waits"), to: z.int() }),
  z.strictObject({ ...by, kind: z.literal("mounts"), folder: z.string(), writable: z.boolean() }),
]);

const file = z.strictObject({ path: z.string(), outcome: z.enum(["created", "changed", "unchanged"]), bytes: whole });

/** What `graph` shows: a picture as its `text`, or the page as the `file` that it was written to. */
export const graphed = z.strictObject({
  format: z.enum(["text", "dot", "mermaid", "svg", "html"]),
  containers: list(container),
  dependencies: list(dependency),
  text: z.string().nullable(),
  file: file.nullable(),
});
