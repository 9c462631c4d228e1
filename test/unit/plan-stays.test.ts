import { expect, it } from "vitest";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

const plan = async (step: string): Promise<string> => {
  const text = definition(101, { steps: `[${step}]`, features: "{ nesting: true }" });
  const { run } = project({ "definitions/101-a.ts": `import { git, onHost, tls } from "phoenix-setup";\n${text}` });
  return JSON.parse((await run("list", "--json")).out).containers[0].plan;
};

// By the plan of a snapshot that hosts have, a script tells whether its template is up to date. The hashes begin as those of 0.1.0, before these kinds
// got another name or further options.
it.each([
  ['file.directory({ path: "/srv/app", mode: "0750" })', "7329608fe6a1d1f462b61438edb5530d"],
  ['file.content({ path: "/etc/motd", content: "x" })', "643b97363daba3f66fe82b6ac02bd222"],
  ['file.joined({ path: "/etc/all", parts: ["/etc/a", "/etc/b"] })', "02262e6e4ac4ff1fabeb22530a41bdb9"],
  [
    'git.checkout({ repository: "https://example.com/a.git", path: "/opt/a", tag: "v1", build: sh`make` })',
    "cd8443d8c6eceb7308f4ddc2b2fa8a9c",
  ],
  ['docker.container({ name: "web", image: "nginx:1" })', "ba5209f21e52e79163b22ba7024b718e"],
  ['secret.generated({ path: "/etc/a.key" })', "167c243dfcf7201fa565c64f5deb8cde"],
  ['http.answers({ url: "http://localhost", within: seconds(30) })', "5f12533ebf01f9496af1e54566a8ecdf"],
  ['file.json({ path: "/etc/a.json", merge: { a: 1 } })', "1eeac170d154cd97e7ad2257107bdfa4"],
  [
    'file.archive({ url: "https://example.com/a.tar.gz", sha256: "31715ef65e8a898d0f97c8c08c03b6b9afe485ac84e1698bcfec90fc6e62924f", into: "/opt/a" })',
    "290a2bf20146bbcf512189c54230fcd9",
  ],
  [
    'docker.compose({ name: "a", file: "services:\\n  web:\\n    image: nginx:1\\n", restartOn: [] })',
    "126ed757850a38bb57b2ff05eb171aad",
  ],
  [
    'tls.selfSigned({ names: ["a.internal"], certificate: "/etc/a.crt", key: "/etc/a.key" })',
    "3a75fe25aa90130f12d64ba783ac29be",
  ],
  ['tls.authority({ name: "internal", certificate: "/etc/pve/pve-root-ca.pem" })', "b2264d9c326919cf723896a70259d792"],
])("%s has the plan that it had", async (step, hash) => expect((await plan(step)).slice(0, 32)).toBe(hash));

it("a path of the host has the same plan, however it is said to be one", async () => {
  const authority = (path: string) => plan(`tls.authority({ name: "internal", certificate: ${path} })`);
  expect(await authority('onHost("/etc/pve/pve-root-ca.pem")')).toBe(await authority('"/etc/pve/pve-root-ca.pem"'));
});
