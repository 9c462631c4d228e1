import { html } from "phoenix-setup:page";
import Handlebars from "handlebars/runtime";

/** What the page's skeleton reads. `marker`, `style`, `data` and `program` are printed as they are; whoever gives them answers for them. */
export interface PageContext {
  readonly marker: string;
  readonly title: string;
  readonly policy: string;
  readonly style: string;
  readonly data: string;
  readonly program: string;
}

/** Prints the skeleton of the page, `templates/page/index.html`: a value between two braces is text, whatever it holds. */
export const renderPage = (context: PageContext): string => Handlebars.create().template(html)(context);
