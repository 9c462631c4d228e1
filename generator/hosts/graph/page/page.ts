import { hash } from "node:crypto";
import { parts } from "phoenix-setup:page";
import { renderPage } from "../../../handlebars/render-page.ts";
import type { Catalogue } from "./catalogue.ts";

/** What tells a page that this program has written from anybody else's file. */
export const MARKER =
  "<!-- Made by phoenix-setup graph --html. Do not edit: change the definitions, make it again. -->";

/** The page as one file: what it shows as data, and the program that shows it. Nothing is fetched, and nothing else can run. */
export function page(catalogue: Catalogue): string {
  const { style, program } = parts;
  return renderPage({
    marker: MARKER,
    title: catalogue.title,
    policy: [
      "default-src 'none'",
      `script-src ${sourceOf(program)}`,
      `style-src ${sourceOf(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; "),
    style,
    data: dataOf(catalogue),
    program,
  });
}

const sourceOf = (text: string): string => `'sha256-${hash("sha256", text, "base64")}'`;

/** JSON in which nothing can end the element that it stands in, nor a line of JavaScript. */
const dataOf = (catalogue: Catalogue): string =>
  JSON.stringify(catalogue).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
