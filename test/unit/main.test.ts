import { describe, expect, it } from "vitest";
import { called } from "./in-process.ts";
import { definition, project } from "./project.ts";

const files = { "definitions/900-one.ts": definition(900) };

describe("the command line, called in this process,", () => {
  it("gives its exit code, and data and messages apart", async () => {
    const { folder } = project(files);
    const { code, out, err } = await called(folder, ["list", "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out).containers).toMatchObject([{ ctid: 900, kind: "application" }]);
  });

  it("writes, checks, and finds a script that is not as it should be", async () => {
    const { folder, put } = project(files);
    const quick = ["--no-lint", "--no-types", "--no-cache"];
    expect(await called(folder, ["check", ...quick])).toMatchObject({ code: 1 });
    const { code, err } = await called(folder, ["generate", ...quick]);
    expect(code).toBe(0);
    expect(err).toBe("created dist-scripts/phoenix_hypervisor_setup_900.sh\n1 script written, 0 unchanged\n");
    expect(await called(folder, ["check", ...quick])).toMatchObject({ code: 0, out: "" });
    put("definitions/900-one.ts", definition(900, { cores: "4", steps: "[]" }));
    const stale = await called(folder, ["check", ...quick]);
    expect(stale).toMatchObject({ code: 1, out: "stale: dist-scripts/phoenix_hypervisor_setup_900.sh\n" });
  });

  it("says what is wrong with definitions, as text or as JSON", async () => {
    const { folder } = project({ "definitions/900-one.ts": definition(900, { cores: "0" }) });
    const text = await called(folder, ["list"]);
    expect(text).toMatchObject({ code: 1, out: "" });
    expect(text.err).toContain("error[D104]: `cores` is 0, less than 1");
    const json = await called(folder, ["list", "--json"]);
    expect(json).toMatchObject({ code: 1, err: "" });
    expect(JSON.parse(json.out)).toMatchObject({
      findings: [
        { code: "D104", severity: "error", fix: "give at least 1", place: { file: "definitions/900-one.ts" } },
      ],
    });
  });

  it("says that it was used wrongly", async () => {
    const { folder } = project(files);
    expect(await called(folder, ["list", "--jsn"])).toEqual({
      code: 2,
      out: "",
      err: "phoenix-setup: list has no flag '--jsn'; did you mean '--json'?\nhint: phoenix-setup list --help\n",
    });
    expect(await called(folder, ["list", "901"])).toMatchObject({ code: 2 });
  });

  it("does not see another call beside it", async () => {
    const one = project(files);
    const other = project({ "definitions/901-two.ts": definition(901) });
    const [first, second] = await Promise.all([called(one.folder, ["list"]), called(other.folder, ["list"])]);
    expect(first.out).toContain("definitions/900-one.ts");
    expect(second.out).toContain("definitions/901-two.ts");
  });
});
