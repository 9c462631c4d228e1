import * as z from "zod";

/** An http or https address that can stand in a line of an apt list, too. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .regex(/^[^\s#\p{C}]+$/u, "must be one word without #");

/** The name whose address is looked up to reach `address`. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, "") : address;
}
