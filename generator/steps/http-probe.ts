import * as z from "zod";
import { type Text, textValue } from "../model/text.ts";
import { type Duration, duration, inSeconds, seconds } from "../model/units.ts";
import { tries } from "./docker-log-line.ts";
import { joined } from "./text-parts.ts";

/** What a JSON reply has to say. Without `contains` and `equals`, there has to be something at the path. */
export interface JsonAssertion {
  /** Keys and indices joined by dots: `choices.0.message.content`. */
  readonly path: string;
  /** Text that the value there holds. */
  readonly contains?: Text;
  /** Text that the value there is; numbers and the like as JSON writes them. */
  readonly equals?: Text;
  /** Whether upper and lower case are the same. Default false. */
  readonly ignoreCase?: boolean;
  /** What a value that does not hold the text is. Default `fail`. A reply without the path, or with an `error`, is always a failure. */
  readonly otherwise?: "fail" | "warn";
}

/** A question over HTTP, asked again until the answer's status is right. */
export interface HttpOptions {
  /** `http://…` or `https://…`. */
  readonly url: Text;
  /** Good statuses. Default: any from 200 to 299. */
  readonly status?: readonly number[];
  /** Default: GET, or POST if there is a body. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** No secrets: values can be read in the list of processes. */
  readonly headers?: Readonly<Record<string, Text>>;
  /** What is sent along. */
  readonly body?: Text;
  /** What the reply has to say once its status is right; asked once. */
  readonly json?: JsonAssertion;
  /** Takes any certificate. Default false. */
  readonly insecure?: boolean;
  /** How long to ask again. */
  readonly within: Duration;
  /** Pause between two tries. Default 5 s. */
  readonly every?: Duration;
  /** Limit of one try. Default 10 s, with a body 60 s. */
  readonly each?: Duration;
}

const json = z
  .strictObject({
    path: z.string().regex(/^[^.\p{Cc}]+(?:\.[^.\p{Cc}]+)*$/u, "must be keys joined by dots"),
    contains: textValue.exactOptional(),
    equals: textValue.exactOptional(),
    ignoreCase: z.boolean().exactOptional(),
    otherwise: z.enum(["fail", "warn"]).exactOptional(),
  })
  .refine(({ contains, equals }) => contains === undefined || equals === undefined, "has both `contains` and `equals`");

/** The fields of {@link HttpOptions}. */
export const httpShape = {
  url: textValue.refine(
    (value) => typeof value !== "string" || /^https?:\/\/[^\s\p{Cc}]+$/u.test(value),
    "must be an http:// or https:// address",
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
}: HttpOptions) {
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
    ],
    json: assertion !== undefined,
    path: assertion?.path ?? "",
    how: assertion?.equals === undefined ? "contains" : "equals",
    wanted: assertion?.equals ?? assertion?.contains ?? "",
    ignoreCase: assertion?.ignoreCase === true ? "ignore-case" : "",
    warns: assertion?.otherwise === "warn",
  };
}

/** Seconds that a question can take. */
export const httpLimit = ({ within }: Pick<HttpOptions, "within">): number => inSeconds(within) + 60;
