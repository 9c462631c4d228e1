import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { play } from "../transcript/play.ts";
import { deedsOf, sectionOf, shownBy, withoutChance } from "../transcript/transcript.ts";
import { root } from "../unit/project.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

describe("the README's way on to a host", () => {
  it("happens as written, after its ten minutes, on a host that has no containers yet", () => {
    const reset = spawnSync("bash", ["--norc", "-c", ". test/hosts/rig.sh && rig_reset pve1"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(reset).toMatchObject({ status: 0 });
    const before = deedsOf(sectionOf(readme, "Ten minutes")).filter(
      (deed) => "writes" in deed || !deed.types.includes("rehearse"),
    );
    const deeds = deedsOf(sectionOf(readme, "On to a host"));
    const shown = play([...before, ...deeds]).map(withoutChance);
    expect(shown.slice(shownBy(before).length)).toEqual(shownBy(deeds).map(withoutChance));
  }, 600_000);
});
