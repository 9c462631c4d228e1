import { seconds } from "../../generator/dsl/units.ts";
import { aptRepository } from "../../generator/steps/kinds/apt-repository.ts";
import type { Case } from "./case.ts";

export const kind = "apt-repository";

const print = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88";
const key = "https://download.docker.com/linux/ubuntu/gpg";
const options = {
  name: "docker",
  url: "https://download.docker.com/linux/ubuntu",
  suite: "codename",
  components: ["stable"],
  key,
};
const line =
  "deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/ubuntu noble stable";
const armoured = `answers ${key} 200 $'-----BEGIN PGP PUBLIC KEY BLOCK-----\\nkey ${print}\\n-----END PGP PUBLIC KEY BLOCK-----\\n'`;
const afterwards = `
  [[ $(</etc/apt/sources.list.d/docker.list) == "${line}" ]]
  [[ $(</etc/apt/keyrings/docker.gpg) == "key ${print}" ]]
  [[ $(stat -c '%a %U' /etc/apt/keyrings/docker.gpg) == '644 root' ]]`;

export const cases: readonly Case[] = [
  {
    title: "an armoured key, its fingerprint given",
    step: aptRepository({ ...options, fingerprint: print }),
    world: armoured,
    afterwards,
  },
  {
    title: "a bare key, no fingerprint",
    step: aptRepository(options),
    world: `answers ${key} 200 'key ${print}'`,
    afterwards,
  },
  {
    title: "a flat repository",
    step: aptRepository({ name: "docker", url: options.url, suite: "/", key }),
    world: armoured,
    afterwards: "[[ $(</etc/apt/sources.list.d/docker.list) == *' https://download.docker.com/linux/ubuntu /' ]]",
  },
  {
    title: "of no suite, on a system that has no codename",
    step: aptRepository({ ...options, suite: "codename" }),
    world: `${armoured}; put /etc/os-release ID=debian`,
    asks: "fails",
    code: 22,
    says: "/etc/os-release names no codename",
    afterwards: "[[ ! -e /etc/apt/keyrings/docker.gpg ]]",
  },
  {
    title: "H13: another file has the repository with another key",
    step: aptRepository(options),
    world: `${armoured}
      put /etc/apt/sources.list.d/docker.sources $'Types: deb\nURIs: https://download.docker.com/linux/ubuntu/\nSuites: noble\nSigned-By: /etc/apt/keyrings/docker.asc'`,
    asks: "fails",
    code: 22,
    says: "/etc/apt/sources.list.d/docker.sources names the same repository: take it out of there first",
    afterwards: "[[ ! -e /etc/apt/sources.list.d/docker.list ]]",
  },
  {
    title: "H13: apt refuses the line beside the others, for a reason of its own",
    step: aptRepository(options),
    world: `${armoured}
      put /etc/apt/sources.list.d/a.list 'deb [signed-by=/a] https://other.example x main'
      put /etc/apt/sources.list.d/b.list 'deb [signed-by=/b] https://other.example x main'`,
    asks: "fails",
    code: 22,
    says: "apt refuses its sources: E: Conflicting values set for option Signed-By",
    afterwards: "[[ ! -e /etc/apt/sources.list.d/docker.list ]]",
  },
  {
    title: "H13: the same address with another suite, and switched off, is nobody's concern",
    step: aptRepository(options),
    world: `${armoured}
      put /etc/apt/sources.list.d/a.list 'deb [signed-by=/a] https://download.docker.com/linux/ubuntu jammy stable'
      put /etc/apt/sources.list.d/b.sources $'Types: deb\nEnabled: no\nURIs: https://download.docker.com/linux/ubuntu\nSuites: noble'`,
  },
  {
    title: "H13: another file names the repository, too, beside a line that is there",
    step: aptRepository({ ...options, fingerprint: print }),
    world: `
      put /etc/apt/keyrings/docker.gpg 'key ${print}'; put /etc/apt/sources.list.d/docker.list '${line}'
      put /etc/apt/sources.list.d/other.list '${line}'`,
    asks: "differs",
    says: "/etc/apt/sources.list.d/other.list names the same repository",
  },
  {
    title: "the lists are read again after a change",
    step: aptRepository(options),
    world: `${armoured}; touch /var/lib/apt/lists/phoenix-setup`,
    afterwards: "[[ ! -e /var/lib/apt/lists/phoenix-setup ]]",
  },
  {
    title: "another line",
    step: aptRepository(options),
    world: `put /etc/apt/keyrings/docker.gpg 'key ${print}'; put /etc/apt/sources.list.d/docker.list 'deb old'`,
    asks: "differs",
    says: "\n-deb old\n\\+deb ",
  },
  {
    title: "gpg does not end",
    step: aptRepository({ ...options, timeout: seconds(4) }),
    scale: 2,
    world: `put /etc/apt/keyrings/docker.gpg x; rm /var/world/bin/gpg; note_calls gpg 'exec /usr/bin/sleep 60'`,
    asks: "fails",
    code: 23,
  },
  {
    title: "another key than the fingerprint's",
    step: aptRepository({ ...options, fingerprint: print.replace("9", "1") }),
    world: armoured,
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /etc/apt/keyrings/docker.gpg && ! -e /etc/apt/sources.list.d/docker.list ]]",
  },
  {
    title: "two keys in the file, the right one among them",
    step: aptRepository({ ...options, fingerprint: print }),
    world: `answers ${key} 200 $'key ${print}\\nkey ${print.replace("9", "1")}'`,
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /etc/apt/keyrings/docker.gpg ]]",
  },
  {
    title: "no key at that address",
    step: aptRepository(options),
    world: `answers ${key} 404 nothing`,
    asks: "fails",
    code: 22,
    says: "404",
  },
  {
    title: "a page instead of a key",
    step: aptRepository(options),
    world: `answers ${key} 200 '<html>'`,
    asks: "fails",
    code: 22,
  },
  {
    title: "curl is missing",
    step: aptRepository(options),
    world: `${armoured}; without curl`,
    asks: "fails",
    code: 22,
    says: "curl is missing",
  },
  { title: "gpg is missing", step: aptRepository(options), world: `${armoured}; without gpg`, asks: "fails", code: 22 },
];
