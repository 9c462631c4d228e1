import * as z from "zod";
import { type LocalFile, localFileValue } from "../../dsl/local-file.ts";
import type { Doubt } from "../../dsl/step.ts";
import { isJoinedText, isRuntimeValue, literal, type Text, textValue } from "../../dsl/text.ts";
import type { Provided } from "../../dsl/things.ts";
import { textIn } from "./carried-file.ts";
import { publishedPorts } from "./docker-things.ts";
import { imageDoubts, registryHosts } from "./image-reference.ts";
import { type Json, jsonValue } from "./json-value.ts";

/** A compose file as data, by the names of Compose's own reference. It is written as JSON, which is YAML as well. */
export interface ComposeData {
  /** The services by their names. */
  readonly services: { readonly [service: string]: { readonly [key: string]: Json } };
  /** Anything else that a compose file may hold, such as `volumes`, `networks`, `secrets` or `configs`. */
  readonly [key: string]: Json;
}

/** A compose file: YAML as text, a file beside the definitions, or data. */
export type ComposeFile = Text | LocalFile | ComposeData;

const isLocal = (file: ComposeFile): file is LocalFile => typeof file === "object" && "is" in file;
const isData = (file: ComposeFile): file is ComposeData => typeof file === "object" && "services" in file;

const data = z.object({ services: z.record(literal, z.record(literal, jsonValue)) }).catchall(jsonValue);

const text = localFileValue.refine((file) => file.problem !== undefined || textIn(file.bytes) !== undefined, {
  error: "is no text in UTF-8",
});

/** The schema of {@link ComposeFile}. */
export const composeFile = z
  .custom<ComposeFile>(
    (value) => typeof value === "string" || (typeof value === "object" && value !== null),
    'must be YAML as text, local("…"), or data with `services`',
  )
  .superRefine((file, context) => {
    const schema: z.ZodType = isLocal(file) ? text : isData(file) ? data : textValue;
    const { error } = schema.safeParse(file, { reportInput: true });
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
  });

/** What the file holds. */
export function composeText(file: ComposeFile): Text {
  if (isData(file)) return `${JSON.stringify(file, undefined, 2)}\n`;
  return isLocal(file) ? (textIn(file.bytes) ?? "") : file;
}

/** The images that are named in the file, as far as they are known now: those without a variable. */
function images(file: ComposeFile): string[] {
  if (isRuntimeValue(file) || isJoinedText(file)) return [];
  const named = isData(file)
    ? Object.values(file.services).map(({ image }) => image)
    : [...String(composeText(file)).matchAll(/^\s+image:\s*(["']?)([^\s"'#]+)\1/gm)].map(([, , image]) => image);
  return named.filter((image): image is string => typeof image === "string" && !image.includes("$"));
}

/** Names to be resolvable for the pull of the file's images. */
export const composeHosts = (file: ComposeFile): string[] => [...new Set(images(file).flatMap(registryHosts))];

/** D302 for each image of the file without a version. */
export const composeDoubts = (file: ComposeFile): Doubt[] =>
  [...new Set(images(file))].flatMap((image) => imageDoubts({ image })).map((doubt) => ({ ...doubt, path: ["file"] }));

/** Returns the ports that services publish, where the file is data and names them. */
export const composePorts = (file: ComposeFile): Provided[] =>
  !isData(file)
    ? []
    : Object.entries(file.services).flatMap(([service, { ports }]) => {
        const list = Array.isArray(ports) ? ports.filter((port) => typeof port === "string") : [];
        return publishedPorts({ ports: list }).map((port) => ({ ...port, at: ["file", "services", service, "ports"] }));
      });

/** The names of the services, if the file is data. */
export const composeServices = (file: ComposeFile): string[] | undefined =>
  isData(file) ? Object.keys(file.services) : undefined;
