import { partsOf } from "./container-config.ts";

/** Values that stand for a setting that is not there. */
const DEFAULTS: Readonly<Record<string, string>> = {
  memory: "512",
  swap: "512",
  onboot: "0",
  protection: "0",
  cpulimit: "0",
};

/** Whether a setting means what is wanted, as the script itself compares them; undefined is a setting that is not there. */
export function sameSetting(key: string, is: string | undefined, wanted: string): boolean {
  const value = is ?? DEFAULTS[key] ?? "";
  switch (key) {
    case "features":
    case "net0":
      return hasParts(value, wanted);
    case "startup":
      return sameParts(namedOrder(value), wanted, ",");
    case "tags":
      return sameParts(value.replace(/[, ]/g, ";"), wanted, ";");
    default:
      return value === wanted;
  }
}

/** Whether all parts that are wanted are there, whatever others there are; `name=0` is the same as no part. */
function hasParts(is: string, wanted: string): boolean {
  const found = partsOf(is);
  return [...partsOf(wanted)].every(([name, value]) => {
    const part = found.get(name) ?? "0";
    return name === "hwaddr" ? part.toUpperCase() === value.toUpperCase() : part === value;
  });
}

/** A number alone is the order. */
const namedOrder = (startup: string): string =>
  startup
    .split(",")
    .map((part) => (/^\d/.test(part) ? `order=${part}` : part))
    .join(",");

/** Whether two texts have the same parts, in any order. */
export function sameParts(one: string, other: string, separator: string): boolean {
  const parts = (text: string): string => [...new Set(text.split(separator).filter(Boolean))].sort().join("\n");
  return parts(one) === parts(other);
}
