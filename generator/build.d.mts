/** The source of a module that exports every template, precompiled, by name. */
export function templatesModule(): Promise<string>;
