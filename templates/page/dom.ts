/** What an element is made of: text stays text, whatever it holds. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

/** Attributes of an element. A link leads to a place in this page and nowhere else. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const SVG = "http://www.w3.org/2000/svg";

/** Makes an HTML element; `name` may have classes: `p.note`. */
export function el(name: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const [tag = "div", ...classes] = name.split(".");
  return fill(document.createElement(tag), classes, attributes, children);
}

/** Makes an SVG element. */
export function svg(name: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const [tag = "g", ...classes] = name.split(".");
  return fill(document.createElementNS(SVG, tag) as SVGElement, classes, attributes, children);
}

function fill<Made extends Element>(made: Made, classes: string[], attributes: Attributes, children: Child[]): Made {
  if (classes.length > 0) made.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name === "href" && !String(value).startsWith("#")) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  add(made, children);
  return made;
}

/** Adds children; what is no element becomes text. */
export function add(to: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(to, child as readonly Child[]);
    else to.append(child instanceof Node ? child : String(child));
  }
}

/** An element of the skeleton. */
export function byId<Wanted extends HTMLElement>(id: string): Wanted {
  return document.getElementById(id) as Wanted;
}
