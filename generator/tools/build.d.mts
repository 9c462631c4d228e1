/** The source of a module that exports every template, precompiled, by name. */
export function templatesModule(): Promise<string>;

/** Answers `import project from "phoenix-setup:project"`: what `init` writes, text by path. */
export function projectModule(): string;

/** Answers `import files from "phoenix-setup:ansible"`: what `export ansible` writes, text by path. */
export function ansibleModule(): string;

/** The first statement of the launcher, which ends a Node that is older than `wanted`, such as `>=20.19`. */
export function refuseOldNode(wanted: string): string;
