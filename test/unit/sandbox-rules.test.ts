import { describe, expect, it } from "vitest";
import type { Step } from "../../generator/dsl/step.ts";
import { sandboxProblems } from "../../generator/rules/sandbox-rules.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
import { serviceDropIn } from "../../generator/steps/kinds/service-drop-in.ts";
import { serviceUnit } from "../../generator/steps/kinds/service-unit.ts";

const said = (step: Step, nesting = false): string[] => {
  expect(step.problems).toEqual([]);
  return sandboxProblems([step], nesting).map(({ severity, code, message, path }) =>
    [severity, code, message.replace(/ makes? systemd.*/, ""), path.join(".")].join(" ").trim(),
  );
};
const dropIn = (Service: Record<string, string | boolean | readonly string[]>): Step =>
  serviceDropIn({ unit: "web.service", sections: { Service } });

describe("H25: a sandboxed unit without nesting is a warning", () => {
  it("that names its settings and the feature", () => {
    const step = serviceUnit({
      unit: "web.service",
      sections: { Service: { ExecStart: "/usr/bin/web", PrivateTmp: true, ProtectSystem: "strict" } },
    });
    expect(said(step)).toEqual(["warning D341 PrivateTmp, ProtectSystem sections.Service.PrivateTmp"]);
    expect(sandboxProblems([step], false)[0]?.fix).toContain("features: { nesting: true }");
    expect(said(step, true)).toEqual([]);
  });

  it("of a drop-in, of a file that is a unit, and of one that systemd reads from elsewhere", () => {
    expect(said(dropIn({ DynamicUser: "yes" }))).toEqual(["warning D341 DynamicUser sections.Service.DynamicUser"]);
    for (const path of ["/etc/systemd/system/web.service", "/usr/lib/systemd/system/web.service.d/x.conf"])
      expect(said(fileContent({ path, content: "[Service]\nReadWritePaths=/srv\n" }))).toEqual([
        "warning D341 ReadWritePaths",
      ]);
    expect(said(fileContent({ path: "/srv/web.service", content: "[Service]\nPrivateTmp=yes\n" }))).toEqual([]);
  });

  it("but none where nothing is mounted: switched off, taken back, or another setting", () => {
    expect(
      said(dropIn({ PrivateTmp: false, ProtectHome: "no", ProtectProc: "default", MountFlags: "shared" })),
    ).toEqual([]);
    expect(said(dropIn({ ReadOnlyPaths: ["/srv", ""], NoNewPrivileges: true, LimitNOFILE: "1" }))).toEqual([]);
    expect(said(fileContent({ path: "/etc/systemd/system/a.service", content: "[X]\n#PrivateTmp=yes\n" }))).toEqual([]);
  });
});
