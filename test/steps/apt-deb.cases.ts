import { createHash } from "node:crypto";
import { aptDeb } from "../../generator/steps/kinds/apt-deb.ts";
import type { Case } from "./case.ts";

export const kind = "apt-deb";
const url = "https://example.com/bat_0.25.0_amd64.deb";
const text = "deb bat 0.25.0\n";
const sha256 = createHash("sha256").update(text).digest("hex");
const step = aptDeb({ package: "bat", url, sha256 });
const served = `answers ${url} 200 $'deb bat 0.25.0\\n'`;
const record = "/var/lib/phoenix-setup/deb/bat";
const version = `dpkg-query --show --showformat='\${Version}' bat`;
const file = "/root/it's bat.deb";

export const cases: readonly Case[] = [
  {
    title: "from an address",
    step,
    world: served,
    afterwards: `[[ $(${version}) == 0.25.0 && $(<${record}) == ${sha256} ]]`,
  },
  {
    title: "from a file inside",
    step: aptDeb({ package: "bat", file }),
    world: `put "${file}" 'deb bat 0.25.0'`,
    afterwards: `[[ $(${version}) == 0.25.0 ]]`,
  },
  {
    title: "dpkg was interrupted before",
    step,
    world: `${served}; : >/var/world/half-configured`,
    afterwards: `[[ ! -e /var/world/half-configured && $(${version}) == 0.25.0 ]]`,
  },
  {
    title: "it is so",
    step,
    world: `installed bat; put ${record} ${sha256}; chmod 644 ${record}`,
    asks: "holds",
  },
  {
    title: "another file was installed before",
    step,
    world: `${served}; put /var/world/packages/bat 0.26.0; put ${record} ${"0".repeat(64)}`,
    afterwards: `[[ $(${version}) == 0.25.0 ]]`,
  },
  {
    title: "it was removed by hand",
    step,
    world: `put ${record} ${sha256}`,
    asks: "differs",
    says: "bat is not installed",
  },
  {
    title: "another sum: it is not installed",
    step: aptDeb({ package: "bat", url, sha256: "0".repeat(64) }),
    world: served,
    asks: "fails",
    code: 22,
    says: `the sha256 of ${url} is ${sha256}`,
    afterwards: `[[ ! -e /var/world/packages/bat && ! -e ${record} ]]`,
  },
  {
    title: "another package is in it",
    step: aptDeb({ package: "batcat", url, sha256 }),
    world: served,
    asks: "fails",
    code: 22,
    says: "the file holds the package bat, not batcat",
  },
  {
    title: "there is no such file yet",
    step: aptDeb({ package: "bat", file }),
    asks: "fails",
    code: 22,
    says: "there is no /root/it's bat.deb",
  },
];
