import { expect, test } from "vitest";
import { functionsOf, sitesOf, without } from "../mutation/bash-sites.ts";
import { keyOf, lineOf } from "../mutation/bash-templates.ts";

const source = `f() {
  local a
  umask 077
  if [[ -f $1 && ! -L $1 ]]; then
    perl -CO "$1" || return 1
  fi
}`;
const [f] = functionsOf(`${source}\nf "$@"\n`);

test("each command, condition, operand, option and return of a function is taken out once", () => {
  const sites = sitesOf(f ?? { name: "", source: "" });
  expect(sites.map(({ source: text, instead }) => `${text} → ${instead}`)).toEqual([
    "umask 077 → :",
    "[[ -f $1 && ! -L $1 ]] → true",
    "[[ -f $1 && ! -L $1 ]] → false",
    "-f $1 &&  → ",
    " && ! -L $1 → ",
    'perl -CO "$1" || return 1 → :',
    "return 1 → :",
    " -CO → ",
  ]);
  expect(sites.map((site) => without(source, site)).filter((text) => text === source)).toEqual([]);
});

test("a site has its line in the template", () => {
  const template = { file: "templates/shared/f.sh.hbs", line: 10, source };
  const lines = sitesOf({ name: "f", source }).map((site) => lineOf(template, site));
  expect(lines).toEqual([12, 13, 13, 13, 13, 14, 14, 14]);
});

test("a step's function is that of its kind, whatever its number", () => {
  const kinds = ["docker-image-from-host", "docker-image"];
  expect(keyOf({ name: "step_12_docker_image_from_host_check", source }, kinds)).toBe("docker-image-from-host check");
  expect(keyOf({ name: "hold_lock", source }, kinds)).toBe("hold_lock");
});
