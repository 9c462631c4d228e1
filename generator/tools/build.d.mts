/** The modules that whoever bundles the sources has to answer: what makes the source of each, by its name. */
export const embeddedModules: Readonly<Record<string, () => string | Promise<string>>>;

/** The constants that whoever bundles the sources has to define, as source text. */
export const constants: Record<string, string>;

/** The first statement of the launcher, which ends a Node that is older than `wanted`, such as `>=20.19`. */
export function refuseOldNode(wanted: string): string;
