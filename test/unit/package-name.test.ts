import { expect, test } from "vitest";
import { aptAbsent } from "../../generator/steps/kinds/apt-absent.ts";
import { aptPackages } from "../../generator/steps/kinds/apt-packages.ts";

const problemOf = (name: string): string | undefined => aptPackages({ packages: [name] }).problems[0]?.message;

test.each([
  "nginx-",
  "nginx+",
  "nginx-:amd64",
  "nginx=1.26-",
  "nginx=1.26+",
  "ncbi-blast+",
])("H23: apt would read the end of %s as an instruction", (name) => {
  expect(problemOf(name)).toContain("must not end with - or +, by which apt means removing and installing");
});

test.each([
  "g++",
  "libstdc++6",
  "nginx=1.26*",
  "ncbi-blast+=2.16*",
  "libfoo:i386",
  "nginx=1.26-1+deb13u1",
])("H23: %s is a package to apt", (name) => expect(problemOf(name)).toBeUndefined());

test("H23: a package is no instruction where it is to be absent, either", () => {
  expect(aptAbsent({ packages: ["nginx+"] }).problems).toHaveLength(1);
});
