import * as z from "zod";
import type { InsidePath } from "../../dsl/sided-path.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { type Duration, duration, inKibibytes, inSeconds, replySize, type Size, seconds } from "../../dsl/units.ts";
import { withFix } from "../../validation/with-fix.ts";
import { tries } from "../kinds/docker-log-line.ts";
import { joined } from "./text-parts.ts";

/** What a JSON reply has to say: `contains` or `equals`. With `path` alone, anything there is right, an error message too. */
export interface JsonAssertion {
  /** Keys and indices joined by dots: `choices.0.message.content`. Alone, it asks only whether there is something at that path, whatever it says. */
  readonly path: string;
  /** Text that the value there holds. */
  readonly contains?: Text;
  /** What the value there is: text, a number or a boolean. Any other value counts as the text that JSON writes for it. */
  readonly equals?: Text | number | boolean;
  /** Whether upper and lower case are the same. Default false. */
  readonly ignoreCase?: boolean;
  /**
   * What follows from another value. `fail`, the default: the step fails. `warn`: a warning in the log. `again`: the question is asked
   * again, until `within` is over; this is for replies that tell how far a service has come. A reply without the path, with an `error`,
   * or that is no JSON, is asked for again with `again`, and a failure otherwise.
   */
  readonly otherwise?: "fail" | "warn" | "again";
}

/** A question over HTTP, asked again until the answer's status is right. */
export interface HttpOptions {
  /** `http://…` or `https://…`. */
  readonly url: Text;
  /** Good statuses. Default: any from 200 to 299. */
  readonly status?: readonly number[];
  /** Default: GET, or POST if there is a body. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Header lines by their names. No secrets: values can be read in the list of processes. Default none. */
  readonly headers?: Readonly<Record<string, Text>>;
  /** What is sent along, byte for byte. Default nothing. */
  readonly body?: Text;
  /** What the reply has to say once its status is right. Default: anything. */
  readonly json?: JsonAssertion;
  /** Takes any certificate. Default false. */
  readonly insecure?: boolean;
  /** How long to ask again; then the step has run out of time (23). */
  readonly within: Duration;
  /** Pause between two tries. Default 5 s. */
  readonly every?: Duration;
  /** Limit of one try. Default 10 s, with a body 60 s. */
  readonly each?: Duration;
  /** How long a reply may be; a longer one is no good answer. Made with `kib()` or `mib()`, at most 64 MiB. Default 256 KiB. */
  readonly maxReply?: Size;
}

const json = z
  .strictObject({
    path: literal.regex(/^[^.\p{Cc}]+(?:\.[^.\p{Cc}]+)*$/u, "must be keys joined by dots"),
    contains: textValue.exactOptional(),
    equals: z.union([textValue, z.number(), z.boolean()]).exactOptional(),
    ignoreCase: z.boolean().exactOptional(),
    otherwise: z.enum(["fail", "warn", "again"]).exactOptional(),
  })
  .refine(({ contains, equals }) => contains === undefined || equals === undefined, "has both `contains` and `equals`");

/** The fields of {@link HttpOptions}. */
export const httpShape = {
  url: textValue.refine(
    (value) => typeof value !== "string" || /^https?:\/\/[^\s\p{Cc}]+$/u.test(value),
    withFix("must be an http:// or https:// address", "such as http://localhost:8080/health"),
  ),
  status: z.array(z.int().min(100).max(599)).min(1).readonly().exactOptional(),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).exactOptional(),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]+$/, "must be a header's name"), textValue)
    .readonly()
    .exactOptional(),
  body: textValue.exactOptional(),
  json: json.exactOptional(),
  insecure: z.boolean().exactOptional(),
  within: duration,
  every: duration.exactOptional(),
  each: duration.exactOptional(),
  maxReply: replySize.exactOptional(),
};

/** What templates read of a question. */
export function httpView({
  url,
  status,
  method,
  headers = {},
  body,
  json: assertion,
  insecure,
  within,
  every,
  each,
  maxReply,
  authority,
}: HttpOptions & { readonly authority?: InsidePath }) {
  return {
    url,
    statuses: (status ?? []).join(" "),
    body: body ?? "",
    insecure: insecure === true ? "--insecure" : "",
    each: inSeconds(each ?? seconds(body === undefined ? 10 : 60)),
    ...tries(within, every ?? seconds(5)),
    call: [
      ...(method === undefined ? [] : ["--request", method]),
      ...Object.entries(headers).flatMap(([name, value]) => ["--header", joined(`${name}: `, value)]),
      ...(body === undefined ? [] : ["--data-binary", "@-"]),
      ...(authority === undefined ? [] : ["--cacert", authority.path]),
    ],
    json: assertion !== undefined,
    path: assertion?.path ?? "",
    how: assertion?.equals === undefined ? "contains" : "equals",
    wanted: wantedText(assertion?.equals ?? assertion?.contains ?? ""),
    ignoreCase: assertion?.ignoreCase === true ? "ignore-case" : "",
    warns: assertion?.otherwise === "warn",
    // Undefined rather than false: what few steps have is no part of the others' hash.
    again: assertion?.otherwise === "again" || undefined,
    maxReply: maxReply && inKibibytes(maxReply),
  };
}

/** Numbers and booleans as JSON writes them. */
const wantedText = (value: Text | number | boolean): Text =>
  typeof value === "number" || typeof value === "boolean" ? String(value) : value;

/** The parts that judge a reply by an assertion, besides those that find a path in it. */
export const jsonParts = (assertion: JsonAssertion | undefined, ...finders: string[]): string[] =>
  assertion === undefined ? [] : [...finders, assertion.otherwise === "warn" ? "json-warn" : "json-reply"];

/** Seconds that a question can take. */
export const httpLimit = ({ within }: Pick<HttpOptions, "within">): number => inSeconds(within) + 60;
