// @ts-check
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import Handlebars from "handlebars";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../templates/page");

/**
 * Answers `import { html, parts } from "phoenix-setup:page"`: the skeleton of the catalogue, whose values are escaped unless it says otherwise, its
 * style and its program, each made as small as it can be.
 */
export async function pageModule() {
  const html = String(
    Handlebars.precompile(readFileSync(join(folder, "index.html"), "utf8"), { strict: true, knownHelpersOnly: true }),
  );
  /** @param {string} file */
  const small = async (file) => {
    const { outputFiles } = await build({
      entryPoints: [join(folder, file)],
      bundle: true,
      minify: true,
      format: "iife",
      target: ["chrome100", "firefox100", "safari16.4"],
      charset: "utf8",
      legalComments: "none",
      write: false,
    });
    const text = (outputFiles[0]?.text ?? "").trimEnd();
    if (/<\/(script|style)/i.test(text))
      throw new Error(`templates/page/${file} would end the element that it stands in`);
    return text;
  };
  const parts = { style: await small("style.css"), program: await small("main.ts") };
  return `export const html = ${html};\nexport const parts = ${JSON.stringify(parts)};\n`;
}
