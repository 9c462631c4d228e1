import { svg } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";

const WIDTH = 180;
const HEIGHT = 44;
const ACROSS = 214;
const DOWN = 58;
const PAD = 12;
const SMALLEST = 0.82;
/** Characters that fit; a few more are set closer. */
const FITS = 18;
const MOST = 23;

/** Where a container stands in the picture. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The clone tree as a picture, from left to right; each container leads to its page. Dashed lines lead to what a container depends on, waits for or mounts. */
export function tree(fleet: Fleet): SVGElement {
  const spots = new Map<Container, Spot>();
  let row = 0;
  const place = (one: Container): void => {
    spots.set(one, { x: PAD + one.depth * ACROSS, y: PAD + row * DOWN });
    one.clones.forEach((clone, i) => {
      if (i > 0) row++;
      place(clone);
    });
  };
  for (const root of fleet.roots) {
    place(root);
    row++;
  }
  const folders = foldersOf(fleet, spots);
  const columns = Math.max(0, ...fleet.containers.map(({ depth }) => depth)) + (folders.size > 0 ? 2 : 1);
  const width = PAD * 2 + (columns - 1) * ACROSS + WIDTH + 24;
  const height = PAD * 2 + (row - 1) * DOWN + HEIGHT;
  const picture = svg(
    "svg.tree",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "What is cloned from what" },
    ...[...spots].flatMap(([one, spot]) => one.clones.map((clone) => branch(spot, spots.get(clone)))),
    ...[...spots].flatMap(([one, spot]) => needed(one).map((ctid) => arc(spot, spotOf(fleet, spots, ctid)))),
    ...mountLines(fleet, spots, folders),
    ...[...folders].map(([, { name, spot }]) => folderBox(name, spot)),
    ...[...spots].map(([one, spot]) => node(one, spot)),
  );
  // It shrinks to fit, but not so far that it cannot be read.
  picture.style.setProperty("--least", `${Math.round(width * SMALLEST)}px`);
  return picture;
}

const needed = ({ dependsOn, waits }: Container): number[] => [...new Set([...dependsOn, ...waits])];

const spotOf = (fleet: Fleet, spots: ReadonlyMap<Container, Spot>, ctid: number): Spot | undefined => {
  const one = fleet.find(ctid);
  return one && spots.get(one);
};

function node(one: Container, { x, y }: Spot): SVGElement {
  const { ctid, name, isTemplate, status } = one;
  const kind = isTemplate ? "template" : "application";
  return svg(
    "a",
    { href: `#/${ctid}`, class: `node ${kind}` },
    svg("title", {}, `${ctid} ${name}, ${kind}`),
    svg("rect", { x, y, width: WIDTH, height: HEIGHT, rx: 10 }),
    svg("text.ctid", { x: x + 14, y: y + 18 }, ctid),
    label(name, x + 14, y + 34),
    status && svg(`circle.${status.level}`, { cx: x + WIDTH - 16, cy: y + 15, r: 4.5 }),
  );
}

/** A name, set closer if it is a little too long, and cut if it is longer. */
function label(name: string, x: number, y: number): SVGElement {
  const shown = name.length > MOST ? `${name.slice(0, MOST - 1)}…` : name;
  const closer = shown.length > FITS ? { textLength: WIDTH - 28, lengthAdjust: "spacingAndGlyphs" } : {};
  return svg("text.name", { x, y, ...closer }, shown);
}

function branch(from: Spot, to: Spot | undefined): SVGElement | null {
  if (to === undefined) return null;
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const middle = x1 + (x2 - x1) / 2;
  const round = Math.min(10, Math.abs(y2 - y1) / 2);
  const d =
    y1 === y2
      ? `M${x1} ${y1}H${x2}`
      : `M${x1} ${y1}H${middle - round}Q${middle} ${y1} ${middle} ${y1 + round}V${y2 - round}Q${middle} ${y2} ${middle + round} ${y2}H${x2}`;
  return svg("path.branch", { d });
}

/** A line from the right side of one to the right side of the other. */
function arc(from: Spot, to: Spot | undefined): SVGElement | null {
  if (to === undefined) return null;
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2 + 8, to.x + WIDTH, to.y + HEIGHT / 2 + 8];
  const out = Math.max(x1, x2) + 32;
  return svg("path.need", { d: `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${x2 + 4} ${y2}m6 -4l-6 4l6 4` });
}

type Folders = ReadonlyMap<string, { readonly name: string; readonly spot: Spot }>;

const keyOf = (one: Container, folder: number): string => `${one.host} ${folder}`;

/** Folders of hosts stand to the right of everything, at the first container that mounts them. */
function foldersOf(fleet: Fleet, spots: ReadonlyMap<Container, Spot>): Folders {
  const x = PAD + (Math.max(0, ...fleet.containers.map(({ depth }) => depth)) + 1) * ACROSS;
  const found = new Map<string, { name: string; spot: Spot }>();
  let free = 0;
  for (const [one, { y }] of spots)
    for (let i = 0; i < one.mounts.length; i += 2) {
      const key = keyOf(one, one.mounts[i] ?? -1);
      if (found.has(key)) continue;
      const spot = { x, y: Math.max(y, free) };
      free = spot.y + DOWN;
      found.set(key, { name: fleet.text(one.mounts[i] ?? -1), spot });
    }
  return found;
}

function mountLines(fleet: Fleet, spots: ReadonlyMap<Container, Spot>, folders: Folders): (SVGElement | null)[] {
  return fleet.containers.flatMap((one) => {
    const from = spots.get(one);
    const lines: (SVGElement | null)[] = [];
    for (let i = 0; i < one.mounts.length; i += 2) {
      const to = folders.get(keyOf(one, one.mounts[i] ?? -1))?.spot;
      if (from === undefined || to === undefined) continue;
      const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
      lines.push(svg("path.need", { d: `M${x1} ${y1}C${x1 + 40} ${y1} ${x2 - 40} ${y2} ${x2} ${y2}` }));
    }
    return lines;
  });
}

const folderBox = (name: string, { x, y }: Spot): SVGElement =>
  svg(
    "g.folder",
    {},
    svg("title", {}, `${name}, a folder of the host`),
    svg("rect", { x, y: y + 6, width: WIDTH, height: HEIGHT - 12, rx: 4 }),
    svg("text.name", { x: x + 12, y: y + HEIGHT / 2 + 4 }, name.length > 22 ? `…${name.slice(-21)}` : name),
  );
