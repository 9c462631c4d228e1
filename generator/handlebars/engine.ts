import { createRequire } from "node:module";
import { join } from "node:path";
import type HandlebarsModule from "handlebars";

let loaded: typeof HandlebarsModule | undefined;

/**
 * Handlebars with its compiler, for templates that authors bring along. It is a part of the built program that is evaluated at its
 * first use only: most runs need none.
 */
export function handlebars(): typeof HandlebarsModule {
  // The bundler sees the first form and takes the file in; the sources themselves run as modules, which have no `require`.
  loaded ??= (
    typeof require === "function"
      ? require("handlebars/dist/handlebars.min.js")
      : createRequire(join(import.meta.dirname, "handlebars.ts"))("handlebars/dist/handlebars.min.js")
  ) as typeof HandlebarsModule;
  return loaded;
}
