import type { Catalogue, PackedContainer } from "../../generator/hosts/graph/page/catalogue.ts";

/** A container with its place in the tree. */
export interface Container extends PackedContainer {
  readonly clones: Container[];
  readonly depth: number;
}

/** The fleet, with each text behind its number. */
export class Fleet {
  readonly containers: readonly Container[];
  private readonly byCtid: ReadonlyMap<number, Container>;

  constructor(readonly data: Catalogue) {
    const made = data.containers.map((one) => ({ ...one, clones: [] as Container[], depth: 0 }));
    const byCtid = new Map(made.map((one) => [one.ctid, one]));
    for (const one of made) {
      const parent = one.parent === null ? undefined : byCtid.get(one.parent);
      if (parent === undefined) continue;
      parent.clones.push(one);
      one.depth = parent.depth + 1;
    }
    this.containers = made;
    this.byCtid = byCtid;
  }

  /** A text by its number; empty for nothing. */
  text(number: number): string {
    return this.data.texts[number] ?? "";
  }

  find(ctid: number): Container | undefined {
    return this.byCtid.get(ctid);
  }

  /** The containers that are cloned from none, in which the tree begins. */
  get roots(): readonly Container[] {
    return this.containers.filter(({ parent }) => parent === null || !this.byCtid.has(parent));
  }

  /** From the first template of a container's chain down to itself. */
  chain(one: Container): Container[] {
    const parent = one.parent === null ? undefined : this.find(one.parent);
    return parent === undefined ? [one] : [...this.chain(parent), one];
  }

  /** Hosts, in the order of their first container. */
  get hosts(): readonly string[] {
    return [...new Set(this.containers.map(({ host }) => this.text(host)))];
  }

  /** The lines of a container's script. */
  script({ script }: Container): string[] {
    const { blocks, lines } = this.data;
    const found: string[] = [];
    each(script.blocks, (block) => each(blocks[block] ?? [], (line) => found.push(lines[line] ?? "")));
    const values = script.values.map((value) => this.text(value));
    const value = (sign: string): string => values[sign.charCodeAt(0) - 0xe000] ?? sign;
    return found.map((line) => line.replace(/[\ue000-\ue7ff]/g, value));
  }
}

function each(pairs: readonly number[], use: (number: number) => void): void {
  for (let i = 0; i < pairs.length; i += 2) for (let n = 0; n < (pairs[i + 1] ?? 0); n++) use((pairs[i] ?? 0) + n);
}
