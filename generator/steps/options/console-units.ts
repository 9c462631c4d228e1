import type { Doubt } from "../../dsl/step.ts";

/** What is wanted of a unit at boot. */
type AtBoot = "enabled" | "disabled" | "masked" | "unchanged";

/** Units whose links Proxmox makes and removes at each start (`setup_container_getty_service` in PVE/LXC/Setup/Base.pm), by what is wanted. */
const UNDONE: Readonly<Partial<Record<AtBoot, { readonly units: RegExp; readonly fix: string }>>> = {
  enabled: {
    units: /^(?:container-getty@|getty@tty)[1-6](?:\.service)?$/,
    fix: "let Proxmox have as many consoles as are wanted (pct set <CTID> --tty), write enabled: false, or accept D340",
  },
  disabled: {
    units: /^container-getty@[1-6](?:\.service)?$/,
    fix: 'write atBoot: "masked", which stays, or accept D340',
  },
  masked: { units: /^getty\.target$/, fix: "mask the consoles, such as container-getty@1.service, or accept D340" },
};

/** A warning where the next start of the container undoes what a step wants of a console's unit. */
export function consoleDoubts(unit: string, atBoot: AtBoot): Doubt[] {
  const undone = UNDONE[atBoot];
  if (!undone?.units.test(unit)) return [];
  const message = `Proxmox sets the consoles of the container at each of its starts, and undoes that ${unit} is ${atBoot}`;
  return [{ code: "D340", message, fix: undone.fix, path: ["unit"] }];
}
