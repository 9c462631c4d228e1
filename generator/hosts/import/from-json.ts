import { type Finding, finding } from "../../validation/finding.ts";
import type { Place } from "../../validation/problem.ts";
import {
  dataOf,
  type Entry,
  entriesOf,
  entryOf,
  isProblem,
  type Node,
  positionOf,
  readTree,
} from "../config/json-tree.ts";
import { Lines } from "../config/lines.ts";
import { type Facts, type HostFacts, type Input, noFacts, type Said } from "./facts.ts";
import { holdsSecret, setting, shown, variableFor } from "./shown.ts";

/** Keys whose text is a fact as it is. */
const STRINGS: Readonly<Record<string, "name" | "storage" | "osTemplate" | "mac" | "portainerRole">> = Object.assign(
  Object.create(null),
  {
    name: "name",
    storage_pool: "storage",
    template: "osTemplate",
    mac_address: "mac",
    portainer_role: "portainerRole",
  },
);

/** Keys that say what others say as well, or nothing of a container. */
const REPEATED = ["static_ip", "is_template", "clone_from_template_ctid", "template_snapshot_name"];

/** What an orchestrator's `phoenix_lxc_configs.json` says of its containers. */
export function fromJson(text: string, file: string): Input {
  return new Reader(text, file).read();
}

class Reader {
  private readonly findings: Finding[] = [];
  private readonly host: HostFacts = {};
  private readonly lines: Lines;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.lines = new Lines(text);
  }

  read(): Input {
    const root = readTree(this.text);
    if (isProblem(root)) {
      this.findings.push(
        finding("D411", root.message, "mend the file, or take it anew from the host", this.place(root)),
      );
      return { containers: [], host: {}, findings: this.findings };
    }
    const containers = entryOf(root, "lxc_configs");
    if (containers === undefined || containers.value.type !== "object") {
      const message = "no object `lxc_configs` with the containers";
      this.wrong(containers?.value ?? root, message, "give a phoenix_lxc_configs.json");
      return { containers: [], host: {}, findings: this.findings };
    }
    this.top(root);
    return {
      containers: entriesOf(containers.value).flatMap((entry) => this.container(entry)),
      host: this.host,
      findings: this.findings,
    };
  }

  private top(root: Node): void {
    const known = {
      nvidia_driver_version: "driver",
      nvidia_runfile_url: "runfile",
      nvidia_repo_url: "repository",
    } as const;
    for (const { key, keyNode, value } of entriesOf(root)) {
      if (Object.hasOwn(known, key)) {
        const said = this.string({ key, keyNode, value });
        if (said && holdsSecret("", said.value))
          this.findings.push(finding("D421", `${key} has a password in it`, "write it another way", said.place));
        else if (said) this.host[known[key as keyof typeof known]] = said;
      } else if (key !== "$schema" && key !== "lxc_configs")
        this.leftOut(`the key ${setting(key, textOf(value))} has no option`, keyNode);
    }
  }

  private container({ key, keyNode, value }: Entry): Facts[] {
    if (!/^[1-9][0-9]{2,8}$/.test(key)) this.wrong(keyNode, `'${shown(key)}' is not a CTID`, "give 100 to 999999999");
    else if (value.type !== "object") this.wrong(value, `container ${key} is not an object`, "mend the file");
    else {
      const facts = noFacts(Number(key), this.place(keyNode), "json");
      const before = this.findings.length;
      for (const entry of entriesOf(value)) this.setting(facts, entry);
      this.template(facts, value);
      facts.unsound = this.findings.length > before;
      return [facts];
    }
    return [];
  }

  private setting(facts: Facts, entry: Entry): void {
    const field = STRINGS[entry.key];
    if (field !== undefined) this.put(facts, field, this.string(entry));
    else if (entry.key === "memory_mb") this.put(facts, "memory", this.whole(entry));
    else if (entry.key === "cores") this.put(facts, "cores", this.whole(entry));
    else if (entry.key === "storage_size_gb")
      this.put(
        facts,
        "disk",
        map(this.whole(entry), (gib) => gib * 1024),
      );
    else if (entry.key === "unprivileged") this.put(facts, "unprivileged", this.boolean(entry));
    else if (entry.key === "network_config") this.network(facts, entry);
    else if (entry.key === "features") this.features(facts, entry);
    else if (entry.key === "gpu_assignment") this.put(facts, "gpus", this.gpus(entry));
    else if (entry.key === "vllm_tensor_parallel_size") this.put(facts, "tensorParallelSize", this.whole(entry));
    else if (entry.key === "vllm_model" && entry.value.type === "null") return;
    else if (entry.key === "vllm_model") this.put(facts, "model", this.string(entry));
    else if (!REPEATED.includes(entry.key)) this.unknown(facts, entry);
  }

  private put<Key extends keyof Facts>(facts: Facts, key: Key, said: Facts[Key] | undefined): void {
    if (said !== undefined) facts[key] = said;
  }

  private network(facts: Facts, entry: Entry): void {
    if (entry.value.type !== "object") {
      this.type(entry, "an object");
      return;
    }
    const known = { name: "interface", bridge: "bridge", ip: "ip", gw: "gateway" } as const;
    for (const one of entriesOf(entry.value))
      if (Object.hasOwn(known, one.key)) this.put(facts, known[one.key as keyof typeof known], this.string(one));
      else this.unknown(facts, { ...one, key: `network_config.${one.key}` });
  }

  private features(facts: Facts, entry: Entry): void {
    const said = this.string(entry);
    if (said === undefined || said.value === "") return;
    const features: Record<string, boolean> = {};
    for (const word of said.value.split(",")) {
      const [, name = "", on] = /^(nesting|keyctl|fuse)=([01])$/.exec(word) ?? [];
      if (name === "") this.unknown(facts, entry, `features ${word}`);
      else if (on === "1") features[name] = true;
    }
    if (Object.keys(features).length > 0) facts.features = { ...said, value: features };
  }

  private gpus(entry: Entry): Said<number[]> | undefined {
    const said = this.string(entry);
    if (said === undefined || said.value === "none") return undefined;
    if (/^\d{1,3}(,\d{1,3})*$/.test(said.value)) return map(said, (text) => text.split(",").map(Number));
    return this.type(entry, "`none`, or numbers joined by commas");
  }

  /** Whether it is a template, and what it is cloned from. */
  private template(facts: Facts, block: Node): void {
    const is = entryOf(block, "is_template");
    const snapshot = entryOf(block, "template_snapshot_name");
    const isTemplate = is === undefined ? snapshot !== undefined : this.boolean(is)?.value === true;
    if (isTemplate && snapshot === undefined)
      this.wrong(is?.value ?? block, `template ${facts.ctid} has no \`template_snapshot_name\``, "name its snapshot");
    if (snapshot && isTemplate) this.put(facts, "snapshot", this.string(snapshot));
    else if (snapshot) this.unknown(facts, snapshot);
    const clone = entryOf(block, "clone_from_template_ctid");
    const said = clone && dataOf(clone.value);
    if (clone === undefined) return;
    if (!/^[1-9][0-9]{2,8}$/.test(String(said)) || !["string", "number"].includes(typeof said))
      this.type(clone, "the CTID of the container that it is cloned from");
    else facts.parent = { value: Number(said), place: this.place(clone.value) };
  }

  /** A key without an option: of a secret, the script asks the environment of its run. */
  private unknown(facts: Facts, { key, keyNode, value }: Entry, what = key): void {
    const place = this.place(keyNode);
    const text = textOf(value);
    if (!holdsSecret(key, text)) {
      facts.leftovers.push({ text: setting(what, text, what === key ? ": " : " in "), place });
      return;
    }
    const variable = variableFor(facts.ctid, key);
    const path = `/root/.secrets/${variable.toLowerCase()}`;
    const note = `the value of ${shown(key)} was left out: the script takes it from the environment of its run`;
    facts.steps.push({ call: "secret.fromEnvironment", options: { variable, path }, place, note });
  }

  private string(entry: Entry): Said<string> | undefined {
    return this.typed(entry, "string", "text");
  }

  private boolean(entry: Entry): Said<boolean> | undefined {
    return this.typed(entry, "boolean", "true or false");
  }

  private whole(entry: Entry): Said<number> | undefined {
    const value = dataOf(entry.value);
    return Number.isSafeInteger(value)
      ? this.typed(entry, "number", "a whole number")
      : this.type(entry, "a whole number");
  }

  private typed<Value>(entry: Entry, type: string, words: string): Said<Value> | undefined {
    const value = dataOf(entry.value);
    return typeof value === type ? { value: value as Value, place: this.place(entry.value) } : this.type(entry, words);
  }

  private type({ key, value }: Entry, words: string): undefined {
    this.wrong(value, `\`${shown(key)}\` is not ${words}`, `give ${words}`);
  }

  private wrong(at: { readonly offset: number }, message: string, fix: string): void {
    this.findings.push(finding("D412", message, fix, this.place(at)));
  }

  private leftOut(message: string, at: { readonly offset: number }): void {
    this.findings.push(finding("D420", message, "it stays in the file that it stands in", this.place(at)));
  }

  private place(at: { readonly offset: number }): Place {
    return { file: this.file, ...positionOf(this.lines, at) };
  }
}

const map = <From, To>(said: Said<From> | undefined, to: (value: From) => To): Said<To> | undefined =>
  said && { ...said, value: to(said.value) };

const textOf = (node: Node): string => {
  const value = dataOf(node);
  return typeof value === "string" ? value : JSON.stringify(value);
};
