import { pctLine } from "../../../explain/pct-lines.ts";
import type { ToldPlan } from "../../../explain/plan.ts";
import type { ToldStep } from "../../../explain/step.ts";
import { shownPlace, stepNotes, valueText } from "../../../explain/text.ts";
import type { Script } from "../../../render/script.ts";
import type { Dependency, GraphContainer } from "../fleet-graph.ts";
import type {
  Catalogue,
  PackedContainer,
  PackedFleetStatus,
  PackedStatus,
  PackedStep,
  PlacedStep,
} from "./catalogue.ts";
import { factsOf } from "./facts.ts";
import { partOf } from "./net.ts";
import { Numbered } from "./numbered.ts";
import { ScriptTable } from "./script-table.ts";

/** A container and all that a page shows of it. */
export interface Shown {
  readonly container: GraphContainer;
  readonly dependencies: readonly Dependency[];
  readonly told: ToldPlan;
  readonly script: Pick<Script, "text" | "sections">;
  readonly status?: PackedStatus;
}

/** Puts what a page shows of a fleet together, each text once. Containers are taken one by one, since all of their scripts would fill the memory. */
export function pack(title: string, fleet: Iterable<Shown>, status?: PackedFleetStatus): Catalogue {
  const packing = new Packing();
  const containers = Array.from(fleet, (one) => packing.container(one));
  return {
    title,
    texts: packing.texts.values,
    steps: packing.steps.values,
    exits: packing.exits.values,
    lines: packing.scripts.lines.values,
    blocks: packing.scripts.blocks.values,
    containers,
    ...(status && { status }),
  };
}

class Packing {
  readonly texts = new Numbered<string>((text) => text);
  readonly steps = new Numbered<PackedStep>((step) => JSON.stringify(step));
  readonly exits = new Numbered<readonly number[]>((list) => list.join(" "));
  readonly scripts = new ScriptTable(this.texts);

  container({ container, dependencies, told, script, status }: Shown): PackedContainer {
    const all = (texts: readonly string[]): number[] => texts.map((text) => this.texts.of(text));
    const { ctid, name, kind, host, parent, snapshot } = container;
    return {
      ctid,
      name,
      isTemplate: kind === "template",
      host: this.texts.of(host),
      parent,
      snapshot: this.texts.orNone(snapshot),
      description: this.texts.orNone(told.description),
      file: this.texts.of(told.file),
      facts: all(factsOf(told)),
      pct: all(told.pct.map(pctLine)),
      values: all(told.values.map(valueText)),
      accepted: all(told.accepted.map(({ code, reason }) => `${code}: ${reason}`)),
      dependsOn: dependencies.flatMap((one) => (one.kind === "depends" ? [one.to] : [])),
      waits: dependencies.flatMap((one) => (one.kind === "waits" ? [one.to] : [])),
      mounts: all(
        dependencies.flatMap((one) =>
          one.kind === "mounts" ? [one.folder, one.writable ? "writable" : "read-only"] : [],
        ),
      ),
      steps: told.steps.map((step) => this.step(step, script)),
      exits: this.exits.of(all(told.exits)),
      script: this.scripts.pack(told.script, script.text, ownTexts(told, script.text)),
      ...(status && { status }),
    };
  }

  private step(step: ToldStep, { sections }: Shown["script"]): PlacedStep {
    const of = (text: string): number => this.texts.of(text);
    const orNone = (text: string | null): number => this.texts.orNone(text);
    const number = this.steps.of({
      kind: of(step.kind),
      title: of(step.title),
      onHost: step.side === "host",
      when: step.when.map(of),
      check: orNone(step.check),
      apply: orNone(step.apply),
      verify: orNone(step.verify),
      notes: stepNotes(step).map(of),
    });
    const section = sections.find(
      ({ step: other, template }) => other?.number === step.number && !template.startsWith("templates/runtime/"),
    );
    const madeAt = step.madeAt === null ? null : shownPlace(step.madeAt);
    return [
      number,
      orNone(step.group),
      of(shownPlace(step.place)),
      orNone(madeAt),
      section?.from ?? 0,
      section?.to ?? 0,
    ];
  }
}

/** Texts that stand in a script because it is this container's. */
function ownTexts(told: ToldPlan, script: string): string[] {
  const net = told.settings["net0"] ?? "";
  const address = partOf(net, "ip");
  const hashes = script.slice(0, 4000).match(/\b[0-9a-f]{64}\b/g) ?? [];
  const titles = told.steps.map(({ title }) => title);
  const own = [told.file, String(told.ctid), told.name, address, address.replace(/\/.*/, ""), partOf(net, "hwaddr")];
  return [...own, ...hashes, ...titles];
}
