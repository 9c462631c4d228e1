import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stepBash } from "../../generator/explain/bash.ts";
import { pctLines } from "../../generator/explain/pct-lines.ts";
import { compile } from "../../generator/pipeline/compile.ts";
import type { Plan } from "../../generator/plan/plan.ts";
import { renderScript } from "../../generator/render/script.ts";
import { Simulation } from "../simulator/simulation.ts";
import { project } from "./in-process.ts";
import { definition, root } from "./project.ts";
import { untold } from "./untold.ts";

describe("the calls of pct that explain prints", () => {
  it("are taken by the simulator's grammar, and make each container of the fleet as its definition says", async () => {
    const { plans } = await compile(root);
    const simulation = new Simulation([]);
    for (const { definition: made, hostSettings } of plans) {
      if (hostSettings === undefined) throw new Error("the fleet has a host.ts");
      const { ctid, memory, cores, disk, network, snapshot, features = {} } = made.options;
      for (const [, ...words] of pctLines(made, hostSettings))
        expect(simulation.pct(words), words.join(" ")).toMatchObject({ code: 0, err: "" });
      const config = simulation.config(ctid);
      expect(config).toContain(`memory: ${memory.amount}\n`);
      expect(config).toContain(`cores: ${cores}\n`);
      expect(config).toMatch(new RegExp(`^rootfs: lxc-disks:subvol-${ctid}-disk-0,size=${disk.amount}G$`, "m"));
      expect(config).toContain(`hwaddr=${network.mac},ip=${network.ip}`);
      expect(config).toContain("unprivileged: 1\n");
      expect(/^features: (.*)$/m.exec(config)?.[1]).toBe(
        Object.keys(features).length === 0
          ? undefined
          : Object.keys(features)
              .map((name) => `${name}=1`)
              .join(","),
      );
      expect(simulation.has(`state/${ctid}/running`)).toBe(true);
      if (snapshot !== undefined) expect(simulation.pct(["snapshot", String(ctid), snapshot]).code).toBe(0);
    }
  });

  it("take away features that a clone does not have, move it to its own storage, and quote what Bash would read", async () => {
    const template = definition(101, {
      snapshot: '"ready"',
      features: "{ nesting: true }",
      steps: "[]",
      disk: "gib(20)",
    });
    const { folder, run } = project({
      "definitions/101-one.ts": template,
      "definitions/102-two.ts": `import parent from "./101-one.ts";\n${definition(102, {
        cloneOf: "parent",
        storage: '"fast"',
        disk: "gib(20)",
        description: `"it's here"`,
      }).replace("  unprivileged: true,\n", "")}`,
    });
    const { plans } = await compile(folder);
    const lines = pctLines((plans[1] as Plan).definition, { bridge: "b", storage: "s", osTemplate: "t" });
    expect(lines.map((words) => words.slice(0, 2).join(" "))).toEqual(["pct clone", "pct set", "pct start"]);
    expect(lines[0]).toEqual(expect.arrayContaining(["--storage", "fast"]));
    expect(lines[1]).toEqual(expect.arrayContaining(["--delete", "features"]));
    expect((await run("explain", "102")).out).toContain(String.raw`--description 'it'\''s here' --storage fast`);
    // There is no host.ts, so what only that could say stands open.
    expect((await run("explain", "101")).out).toContain("pct create 101 '<OS template>'");
  });
});

describe("a container's settings as data", () => {
  it("are spelt as in its configuration, apart from those that its script sets, with disk, privilege and depth", async () => {
    const parent = definition(101, { snapshot: '"ready"', unprivileged: "false", steps: "[]" });
    const { run } = project({
      "definitions/host.ts":
        'import { host } from "phoenix-setup";\nexport default host({ bridge: "vmbr9", storage: "tank", osTemplate: "/t.tar", images: {} });\n',
      "definitions/101-one.ts": parent,
      "definitions/102-two.ts": `import { lxc } from "phoenix-setup";\nimport parent from "./101-one.ts";\n${definition(
        102,
        {
          cloneOf: "parent",
          disk: "mib(40000)",
          description: '"it\'s here"',
          features: "{ nesting: true, fuse: false, keyctl: true }",
          steps: '[lxc.options({ swap: "none", onboot: true, features: { mknod: true } })]',
        },
      ).replace("  unprivileged: true,\n", "")}`,
    });
    const { containers } = JSON.parse((await run("explain", "--json")).out);
    expect(containers[1]).toMatchObject({
      settings: {
        hostname: "ct102",
        description: "it's here",
        memory: "2048",
        cores: "2",
        net0: "name=eth0,bridge=vmbr9,gw=10.0.0.251,hwaddr=52:54:00:00:00:22,ip=10.0.0.102/24,type=veth",
        features: "nesting=1,keyctl=1",
      },
      scriptSettings: { swap: "0", onboot: "1", features: "mknod=1" },
      disk: "40000M",
      storage: "tank",
      unprivileged: false,
      depth: 1,
    });
    expect(containers[0]).toMatchObject({ depth: 0, unprivileged: false, scriptSettings: {}, disk: "32G" });
    expect(containers[0].settings).not.toHaveProperty("features");
    expect(containers[1].pct).toContainEqual(["pct", "resize", "102", "rootfs", "40000M"]);
  });
});

describe("a step, explained", () => {
  const steps = `(() => {
    const config = file.content({ path: "/etc/a", content: "a" });
    const made = (name: string) => apt.packages({ packages: [name] });
    return [config, made("curl"), service.running({ unit: "a.service", restartOn: [config], retries: 2 })];
  })()`;
  const author = project.bind(undefined, {
    "definitions/101-one.ts": definition(101, { steps }).replace("import { apt,", "import { apt, file,"),
  });

  it("tells what is checked and run, its limit and exit codes, and which steps it has to do with", async () => {
    const { out } = await author().run("explain", "101");
    expect(out).toContain("   2. file /etc/a\n      file-content, inside  definitions/101-one.ts:");
    expect(out).toContain("      checks that /etc/a holds exactly this text, with this owner and mode\n      if not: ");
    expect(out).toContain("      a change makes act: step 4\n");
    expect(out).toContain("      acts after a change by step 2\n");
    expect(out).toContain("tried 2 times more, 5 s apart; can end the script with 22, 23, 28");
    expect(out).toContain("      fetches from apt's sources\n");
  });

  it("is shown with its Bash as it stands in the script, and with what that calls", async () => {
    const { folder, run } = author();
    const { plans } = await compile(folder);
    const { text, ...script } = renderScript(plans[0] as Plan);
    const bash = stepBash({ text, ...script }, 2);
    expect(text.split("\n")[bash.line - 1]).toMatch(/^# Prints what the file is to hold\./);
    expect(bash.text).toMatch(/^step_2_file_content_check\(\) \{/m);
    expect(text).toContain(bash.text);
    expect(bash.calls.map(({ name }) => name)).toEqual(expect.arrayContaining(["text_is", "put_file"]));
    for (const { name, line } of bash.calls) expect(text.split("\n")[line - 1]).toMatch(new RegExp(`^${name}\\(\\)`));
    const { out } = await run("explain", "101", "--step", "2", "--bash");
    expect(out).toContain(bash.text);
    expect(out).toMatch(/^ {2}put_file {2}line \d+, templates\/shared\/file\.sh\.hbs$/m);
  });

  it("is all there as data", async () => {
    const [one] = JSON.parse((await author().run("explain", "--json", "--bash")).out).containers;
    expect(one).toMatchObject({
      ctid: 101,
      kind: "application",
      script: "phoenix_hypervisor_setup_101.sh",
      parent: null,
    });
    expect(one.pct).toHaveLength(2);
    expect(one.pct[1]).toEqual(["pct", "start", "101"]);
    expect(one.steps[1]).toMatchObject({
      number: 2,
      kind: "file-content",
      causes: [4],
      retries: 0,
      exits: [22, 23, 28],
    });
    expect(one.steps[1].bash.text).toContain("step_2_file_content_apply() {");
  });

  it.each([
    ["zero", "--step takes a step's number, not 'zero'"],
    ["9", "container 101 has 4 steps, and no step 9"],
  ])("is refused where there is none: --step %s", async (step, message) => {
    expect(await author().run("explain", "101", "--step", step)).toMatchObject({
      code: 2,
      err: expect.stringContaining(message),
    });
  });

  it("names the author's innermost line as well, where a function of theirs makes it", async () => {
    const { run } = project({
      "definitions/pieces.ts":
        'import { apt } from "phoenix-setup";\n\nexport const tools = () => [\n  apt.packages({ packages: ["vim"] }),\n];\n',
      "definitions/101-one.ts": `import { tools } from "./pieces.ts";\n${definition(101, { steps: "tools()" })}`,
    });
    expect((await run("explain", "101")).out).toMatch(
      /apt-packages, inside {2}definitions\/101-one\.ts:\d+:\d+ \(made at definitions\/pieces\.ts:4:\d+\)/,
    );
  });
});

it("every kind of step of the fleet has a sentence for each of its functions", async () => {
  const { plans } = await compile(join(root));
  expect(plans.flatMap((plan) => untold(plan))).toEqual([]);
});
