/** Any value as an author would recognise it: short, on one line. Never throws, whatever the value does when it is looked at. */
export function described(value: unknown): string {
  const text = words(value).replace(/[\p{Cc}\s]+/gu, " ");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function words(value: unknown): string {
  try {
    if (typeof value === "function") return "a function";
    if (typeof value === "symbol") return "a symbol";
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "number") return String(value);
    if (typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function") return "a promise";
    if (isMeasure(value)) return `${makers[value.unit]}(${words(value.amount)})`;
    const known = made(value);
    if (known !== undefined) return known;
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "an object that cannot be shown";
  }
}

/** What authors make with a function of `phoenix-setup`, in their words. */
function made(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("from" in value && "key" in value && "format" in value)
    return `${readers[String(value.from)]}("${String(value.key)}")`;
  if ("literals" in value && "values" in value) return "Bash, sh`…`";
  if ("parts" in value && Array.isArray(value.parts)) return "text with values in it, text`…`";
  if ("is" in value && "path" in value && "sha256" in value) return `local("${String(value.path)}")`;
  if ("is" in value && "path" in value && "files" in value) return `localFolder("${String(value.path)}")`;
  if (!("origin" in value)) return undefined;
  if ("is" in value && value.is === "host") return "a host";
  if ("kind" in value && "view" in value) return `a step, ${String(value.kind)}`;
  return "is" in value && "options" in value
    ? `the ${String(value.is)} ${words((value.options as { ctid?: unknown })?.ctid)}`
    : undefined;
}

/** What reads values when the script runs, by where they are. */
const readers: Readonly<Record<string, string>> = {
  "lxc-config": "lxcConfig",
  "hypervisor-config": "hypervisorConfig",
  environment: "env",
};

const makers: Readonly<Record<string, string>> = { KiB: "kib", MiB: "mib", GiB: "gib", s: "seconds", min: "minutes" };

/** Whether a value is a size or a time, right or not. */
export const isMeasure = (value: unknown): value is { readonly unit: string; readonly amount: unknown } =>
  typeof value === "object" &&
  value !== null &&
  "unit" in value &&
  "amount" in value &&
  Object.hasOwn(makers, String(value.unit));
