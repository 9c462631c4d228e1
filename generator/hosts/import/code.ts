/** A piece of TypeScript: words as they are, or what is printed on one line if it fits, and else part by part. */
export type Code =
  | string
  | { readonly fields: readonly (readonly [name: string, value: Code])[]; readonly isTall?: boolean }
  | { readonly items: readonly Item[] }
  | { readonly call: string; readonly argument: Code };

/** An item of a list, and the comments above it. */
export interface Item {
  readonly code: Code;
  readonly comments?: readonly string[];
}

const WIDTH = 120;

/** Prints code as Prettier would: the outermost object is always tall. */
export function printed(code: Code, trailing: boolean, depth = 0, used = 0): string {
  const flat = onOneLine(code);
  // A comma follows.
  if (flat !== undefined && depth * 2 + used + flat.length + 1 <= WIDTH) return flat;
  if (typeof code === "string") return code;
  if ("call" in code) return `${code.call}(${printed(code.argument, trailing, depth, used + code.call.length + 1)})`;
  const indent = "  ".repeat(depth + 1);
  const parts =
    "items" in code
      ? code.items.map(({ code: item, comments = [] }) => {
          const above = comments.map((comment) => `${indent}// ${comment}\n`).join("");
          return `${above}${indent}${printed(item, trailing, depth + 1)}`;
        })
      : code.fields.map(([name, value]) => `${indent}${name}: ${printed(value, trailing, depth + 1, name.length + 2)}`);
  const [open, close] = "items" in code ? ["[", "]"] : ["{", "}"];
  return `${open}\n${parts.join(",\n")}${trailing ? "," : ""}\n${"  ".repeat(depth)}${close}`;
}

/** Undefined where it cannot stand on one line. */
function onOneLine(code: Code): string | undefined {
  if (typeof code === "string") return code;
  if ("call" in code) {
    const argument = onOneLine(code.argument);
    return argument === undefined ? undefined : `${code.call}(${argument})`;
  }
  if ("items" in code) {
    if (code.items.some(({ comments = [] }) => comments.length > 0)) return undefined;
    return joined(
      code.items.map(({ code: item }) => onOneLine(item)),
      "[",
      "]",
    );
  }
  if (code.isTall === true) return undefined;
  const fields = code.fields.map(([name, value]) => {
    const flat = onOneLine(value);
    return flat === undefined ? undefined : `${name}: ${flat}`;
  });
  return fields.length === 0 ? "{}" : joined(fields, "{ ", " }");
}

const joined = (parts: readonly (string | undefined)[], open: string, close: string): string | undefined =>
  parts.every((part) => part !== undefined) ? `${open}${parts.join(", ")}${close}` : undefined;

/** A string literal: whatever the text holds, it ends where the literal does, and shows what it is. */
export function quoted(text: string, single = false): string {
  const inDouble = JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, (one) =>
    [...Array(one.length).keys()].map((i) => `\\u${one.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
  if (!single) return inDouble;
  return `'${inDouble.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Plain data as code; sizes and times are calls of their makers, whose names `onMaker` hears. */
export function codeOf(value: unknown, single: boolean, onMaker: (name: string) => void): Code {
  if (typeof value === "string") return quoted(value, single);
  if (Array.isArray(value)) return { items: value.map((one) => ({ code: codeOf(one, single, onMaker) })) };
  if (typeof value !== "object" || value === null) return String(value);
  const maker = "unit" in value ? MAKERS[String(value.unit)] : undefined;
  if (maker !== undefined && "amount" in value) {
    onMaker(maker);
    return `${maker}(${value.amount})`;
  }
  return { fields: Object.entries(value).map(([name, inner]) => [name, codeOf(inner, single, onMaker)] as const) };
}

const MAKERS: Readonly<Record<string, string>> = { MiB: "mib", GiB: "gib", s: "seconds" };
