/** The source of a module that exports every template, precompiled, by name. */
export function templatesModule(): Promise<string>;

/** Answers `import project from "phoenix-setup:project"`: what `init` writes, text by path. */
export function projectModule(): string;
