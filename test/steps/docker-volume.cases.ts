import { dockerVolume } from "../../generator/steps/kinds/docker-volume.ts";
import type { Case } from "./case.ts";

export const kind = "docker-volume";
const name = "grafana-data";
const at = `/var/world/volumes/${name}`;
const is = (line: string) => `mkdir -p /var/world/volumes; printf '%s\\n' '${line}' >${at}`;
const options = { type: "tmpfs", o: "size=100m,uid=<1>&2", device: "tmp fs" };

export const cases: readonly Case[] = [
  { title: "none is there", step: dockerVolume({ name }), afterwards: `[[ $(<${at}) == "local null" ]]` },
  { title: "it is there", step: dockerVolume({ name }), world: is("local {}"), asks: "holds" },
  {
    title: "with options, in whatever order",
    step: dockerVolume({ name, options }),
    needs: ["jq"],
    afterwards: 'called_with docker "device=tmp fs"',
  },
  {
    title: "another driver: it is left alone",
    step: dockerVolume({ name }),
    world: is("rclone null"),
    asks: "fails",
    code: 22,
    says: "was made with rclone null instead of local null; it holds data and is left alone",
    afterwards: `[[ $(<${at}) == "rclone null" ]]`,
  },
  {
    title: "Docker does not answer",
    step: dockerVolume({ name }),
    world: ": >/var/world/docker-down",
    asks: "fails",
    code: 22,
  },
];
