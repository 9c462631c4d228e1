import type { PackedScript } from "./catalogue.ts";
import { Numbered, pairs } from "./numbered.ts";

/** The first sign that stands for a value, and how many there are: a part of Unicode's private use area. */
const FIRST_SIGN = 0xe000;
const SIGNS = 2048;

/**
 * Scripts as what they have in common. What differs between two containers that are otherwise alike is replaced by signs first, so that lines which
 * only name their own container are the same line.
 */
export class ScriptTable {
  readonly lines = new Numbered<string>((line) => line);
  readonly blocks = new Numbered<readonly number[]>((block) => block.join(" "));

  constructor(private readonly texts: Numbered<string>) {}

  /** Packs a script; `own` are texts that are the container's own, such as its name and its address. */
  pack(name: string, script: string, own: readonly string[]): PackedScript {
    // A sign that stands in the script itself becomes a value, too.
    const signs = script.match(/[\ue000-\ue7ff]/g) ?? [];
    const values = [...new Set([...signs, ...own.filter((text) => text.length > 2 && !text.includes("\n"))])].slice(
      0,
      SIGNS,
    );
    const numbers = new Map(values.map((value, i) => [value, String.fromCharCode(FIRST_SIGN + i)]));
    const longestFirst = values.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
    const pattern = new RegExp(
      longestFirst.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"),
      "g",
    );
    const common = values.length === 0 ? script : script.replace(pattern, (value) => numbers.get(value) ?? value);
    const blocks = common.split(/\n(?=\n)/).map((block) => this.blockOf(block));
    return { name, blocks: pairs(blocks), values: values.map((value) => this.texts.of(value)) };
  }

  private readonly known = new Map<string, number>();

  private blockOf(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const number = this.blocks.of(pairs(text.split("\n").map((line) => this.lines.of(line))));
    this.known.set(text, number);
    return number;
  }
}
