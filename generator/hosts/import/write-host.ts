import { QuoteKind } from "ts-morph";
import type { Style } from "../../scaffold/style.ts";
import { codeOf } from "./code.ts";
import type { ImportedHost } from "./host.ts";
import { moduleText } from "./module-text.ts";

/** The host file of imported containers. */
export function hostText({ options, guessed }: ImportedHost, style: Style): string {
  const single = style.settings.quoteKind === QuoteKind.Single;
  const fields = Object.entries(options).map(
    ([name, value]) => [name, codeOf(value, single, () => undefined)] as const,
  );
  return moduleText({
    comments: guessed
      ? ["not imported: the OS template of new containers, which no input names; put its volume id here"]
      : [],
    own: ["host"],
    imports: [],
    code: { call: "host", argument: { fields, isTall: true } },
    style,
  });
}
