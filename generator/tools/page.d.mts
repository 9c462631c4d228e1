/** The source of a module that exports the catalogue's skeleton, style and program. */
export function pageModule(): Promise<string>;
