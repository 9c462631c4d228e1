import { describe, expect, it } from "vitest";
import { nvidiaStack } from "../../generator/steps/compositions/nvidia-stack.ts";
import { dockerContainer } from "../../generator/steps/kinds/docker-container.ts";
import { dockerDaemon } from "../../generator/steps/kinds/docker-daemon.ts";
import { dockerNetwork } from "../../generator/steps/kinds/docker-network.ts";
import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import { holdsAddress, spelled } from "../../generator/steps/options/ip-range.ts";

const told = ({ problems }: { readonly problems: readonly { readonly message: string }[] }): string =>
  problems.map(({ message }) => message).join("\n");

describe("H9: a network's range", () => {
  it.each([
    ["fd00:30::5/64", "must begin with its first address: fd00:30::/64"],
    ["172.30.0.5/24", "must begin with its first address: 172.30.0.0/24"],
    ["172.30.0.0/33", "must be a range of addresses"],
  ])("%s is none", (subnet, why) => expect(told(dockerNetwork({ name: "n1", subnet }))).toContain(why));

  it.each([
    "fd00:30::/64",
    "FD00:30:0:0::/64",
    "::/0",
    "2001:db8:ff00::/40",
    "10.0.0.0/8",
    "172.30.0.128/25",
  ])("%s is one", (subnet) => expect(told(dockerNetwork({ name: "n1", subnet }))).toBe(""));

  it("has one spelling", () => {
    expect(spelled("FD00:0030:0:0::/64")).toBe("fd00:30::/64");
    expect(dockerNetwork({ name: "n1", subnet: "FD00:30:0::/64" }).view).toMatchObject({
      subnet: "fd00:30::/64",
      options: ["--driver", "bridge", "--ipv6", "--subnet", "fd00:30::/64"],
    });
  });

  it("holds its gateway", () => {
    expect(holdsAddress("fd00:30::/64", "fd00:30::9")).toBe(true);
    expect(holdsAddress("fd00:30::/64", "fd00:31::9")).toBe(false);
    for (const gateway of ["172.31.0.1", "fd00:30::1"]) {
      const step = dockerNetwork({ name: "n1", subnet: "172.30.0.0/24", gateway });
      expect(told(step)).toContain("`gateway` must be an address of `subnet`");
    }
  });
});

describe("H11: addresses of Docker's daemon", () => {
  it.each([
    dockerDaemon({ settings: { hosts: ["tcp://127.0.0.1:2375"] } }),
    fileJson({ path: "/etc/docker/daemon.json", merge: { hosts: [] } }),
  ])("are no matter of daemon.json: $kind", (step) => {
    expect(told(step)).toContain("must not have `hosts`: docker.service has the option -H already");
  });

  it("are no matter of another file", () =>
    expect(told(fileJson({ path: "/etc/x.json", merge: { hosts: [] } }))).toBe(""));
});

describe("H14: the key of NVIDIA's repository", () => {
  const at = (distribution: string) =>
    `https://developer.download.nvidia.com/compute/cuda/repos/${distribution}/x86_64/`;
  const keyOf = (repository: string, more = {}) =>
    nvidiaStack({ gpus: [0], driver: "580.76.05", runfile: "https://example.com/x.run", repository, ...more }).find(
      ({ kind }) => kind === "apt-repository",
    )?.view;
  const old = "EB693B3035CD5710E231E123A4B469963BF863CC";

  it.each([
    ["debian13", "8793F200.pub", "02182E60104FCDC26EAE1B8597A5D4CB8793F200"],
    ["debian12", "3bf863cc.pub", old],
    ["ubuntu2404", "3bf863cc.pub", old],
  ])("is that of %s", (distribution, file, fingerprint) =>
    expect(keyOf(at(distribution))).toMatchObject({ key: `${at(distribution)}${file}`, fingerprint }));

  it("is what the author says", () => {
    const repositoryKey = { url: "https://example.com/key.asc", fingerprint: "A".repeat(40) };
    expect(keyOf(at("debian13"), { repositoryKey })).toMatchObject({
      key: repositoryKey.url,
      fingerprint: repositoryKey.fingerprint,
    });
  });
});

it("a container that a later step watches is not watched, and the plan of others is what it was", () => {
  const given = { name: "cache", image: "redis:8.2" };
  expect(dockerContainer({ ...given, stable: false }).view).toMatchObject({ unwatched: true });
  expect(dockerContainer(given).view).not.toHaveProperty("stable");
  expect(dockerContainer(given).view).not.toHaveProperty("unwatched");
});
