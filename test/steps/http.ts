import { seconds } from "../../generator/dsl/units.ts";
import type { httpAnswers } from "../../generator/steps/kinds/http-answers.ts";
import type { Case } from "./case.ts";
import { realCases } from "./http-with-curl.ts";

export const url = "https://10.0.0.99:9443";
export const span = { within: seconds(4), every: seconds(1) };

/** What is asked of both: they differ in who asks, and in what reads JSON there. */
export function httpCases(answers: typeof httpAnswers, needs: readonly string[]): Case[] {
  const json = (path: string, more: object = {}) => answers({ url, json: { path, ...more }, ...span });
  const models = `answers ${url} 200 '{"data": [{"id": "Qwen/Qwen3 \\u00e9", "n": 1.5}], "ok": true}'`;
  return [
    { title: "200", step: answers({ url, ...span }), world: `answers ${url} 200 hello`, asks: "holds" },
    {
      title: "one of several statuses",
      step: answers({ url, status: [200, 302, 401], ...span }),
      world: `answers ${url} 401`,
      asks: "holds",
    },
    {
      title: "later",
      step: answers({ url, within: seconds(20), every: seconds(1) }),
      world: `answers ${url} 200; answers_later ${url} 3`,
      asks: "holds",
    },
    {
      title: "another status",
      step: answers({ url, ...span }),
      world: `answers ${url} 503`,
      asks: "fails",
      code: 23,
      says: "status 503, 4 tries",
    },
    {
      title: "nobody there",
      step: answers({ url, ...span }),
      asks: "fails",
      code: 23,
      says: "connection refused, 4 tries",
    },
    {
      title: "any certificate",
      step: answers({ url, insecure: true, ...span }),
      world: `answers ${url} 200; answer_is ${url} self-signed`,
      asks: "holds",
    },
    {
      title: "no certificate but a good one",
      step: answers({ url, ...span }),
      world: `answers ${url} 200; answer_is ${url} self-signed`,
      asks: "fails",
      code: 23,
      says: "self-signed",
    },
    {
      title: "curl is missing",
      step: answers({ url, ...span }),
      world: "without curl",
      asks: "fails",
      code: 28,
      says: "curl is not installed",
    },
    {
      title: "a body and headers go along",
      step: answers({ url, method: "PUT", headers: { "X-Some": "it's $(b)" }, body: "$HOME 'x'\n", ...span }),
      world: `answers ${url} 201`,
      asks: "changes",
      afterwards: `
      called_with curl "X-Some: it's \\$(b)"
      called_with curl PUT
      cmp /var/world/posted <(printf "%s\\n" "\\$HOME 'x'")`,
    },
    {
      title: "JSON: text at a path",
      step: json("data.0.id", { contains: "qwen3 é", ignoreCase: true }),
      needs,
      world: models,
      asks: "holds",
      faults: true,
    },
    { title: "JSON: equal number", step: json("data.0.n", { equals: "1.5" }), needs, world: models, asks: "holds" },
    { title: "JSON: anything there", step: json("ok"), needs, world: models, asks: "holds" },
    {
      title: "JSON: false is something",
      step: json("ok", { equals: "false" }),
      needs,
      world: `answers ${url} 200 '{"ok": false}'`,
      asks: "holds",
    },
    {
      title: "JSON: other text",
      step: json("data.0.id", { contains: "gpt" }),
      needs,
      world: models,
      asks: "fails",
      code: 28,
      says: "the reply says: Qwen",
    },
    {
      title: "JSON: other text, a warning",
      step: json("data.0.id", { contains: "gpt", otherwise: "warn" }),
      needs,
      world: models,
      asks: "holds",
    },
    {
      title: "JSON: no such path",
      step: json("data.1.id", { otherwise: "warn" }),
      needs,
      world: models,
      asks: "fails",
      code: 28,
      says: "nothing at data.1.id",
    },
    {
      title: "JSON: an error",
      step: json("ok", { otherwise: "warn" }),
      needs,
      world: `answers ${url} 200 '{"ok": 1, "error": {"message": "no"}}'`,
      asks: "fails",
      code: 28,
    },
    {
      title: "JSON: what is shown of an error is cut",
      step: json("ok"),
      needs,
      world: `answers ${url} 200 '{"error": "'$(printf %05000d)'"}'`,
      asks: "fails",
      code: 28,
      says: "error: .*0{100}",
      hides: "0{400}",
    },
    {
      title: "JSON: what is shown of another text is cut",
      step: json("a", { equals: "1" }),
      needs,
      world: `answers ${url} 200 '{"a": "'$(printf %05000d)'"}'`,
      asks: "fails",
      code: 28,
      says: "the reply says: 0{100}",
      hides: "0{400}",
    },
    { title: "JSON: none", step: json("ok"), needs, world: `answers ${url} 200 '<html>'`, asks: "fails", code: 28 },
    { title: "JSON: an empty reply", step: json("ok"), needs, world: `answers ${url} 200`, asks: "fails", code: 28 },
    {
      title: "JSON: asked again until it says so",
      step: answers({
        url,
        json: { path: "state", equals: "ok", otherwise: "again" },
        within: seconds(20),
        every: seconds(1),
      }),
      needs,
      world: `answers ${url} 200 '{"state": "starting"}'; answer_is ${url} body-later '{"state": "ok"}'`,
      asks: "holds",
    },
    {
      title: "JSON: asked again, a boolean, and it never comes",
      step: answers({ url, json: { path: "ready", equals: true, otherwise: "again" }, ...span }),
      needs,
      world: `answers ${url} 200 '{"ready": false}'`,
      asks: "fails",
      code: 23,
      says: "the reply says: false; wanted: true, 4 tries",
    },
    {
      title: "JSON: asked again, and no JSON comes",
      step: answers({ url, json: { path: "ready", otherwise: "again" }, ...span }),
      needs,
      world: `answers ${url} 200 '<html>'`,
      asks: "fails",
      code: 23,
    },
    ...realCases(answers),
  ];
}
