import { type Host, type HostOptions, host } from "../../dsl/host.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import type { Facts, HostFacts, Said } from "./facts.ts";
import { shown } from "./shown.ts";

/** What new containers are created from where no input says it; `init` writes the same. */
const SOME_TEMPLATE = "local:vztmpl/debian-12-standard_12.12-1_amd64.tar.zst";

/** The host of imported containers, and what of it nothing has said. */
export interface ImportedHost {
  readonly host: Host;
  readonly options: HostOptions;
  /** Whether the path of the OS template is a stand-in. */
  readonly guessed: boolean;
  readonly findings: readonly Finding[];
}

/** Values that most containers have move into one host file. */
export function importedHost(containers: readonly Facts[], facts: HostFacts): ImportedHost {
  const bridge = most(containers.map((one) => one.bridge));
  const storage = most(containers.map((one) => one.storage));
  const osTemplate = most(containers.map((one) => one.osTemplate));
  const gateway = most(containers.map((one) => one.gateway));
  const isShared = containers.length > 1 && containers.every((one) => one.gateway?.value === gateway?.value);
  const { driver, runfile, repository } = facts;
  const options: HostOptions = {
    bridge: bridge?.value ?? "vmbr0",
    storage: storage?.value ?? "local-zfs",
    osTemplate: osTemplate?.value ?? SOME_TEMPLATE,
    images: {},
    ...(driver &&
      runfile &&
      repository && { nvidia: { driver: driver.value, runfile: runfile.value, repository: repository.value } }),
    ...(isShared && gateway && { facts: { gateway: gateway.value } }),
  };
  const made = host(options);
  const places = { bridge, storage, osTemplate, driver, runfile, repository };
  const findings = made.problems.flatMap(({ path, message, fix }): Finding[] => {
    const said = places[String(path.at(-1)) as keyof typeof places] ?? Object.values(places).find((one) => one);
    return said === undefined ? [] : [finding("D412", message, fix, said.place)];
  });
  return { host: made, options, guessed: osTemplate === undefined, findings };
}

/** The value that is said most often; of several, the first. */
function most(all: readonly (Said<string> | undefined)[]): Said<string> | undefined {
  const times = new Map<string, number>();
  for (const one of all) if (one) times.set(one.value, (times.get(one.value) ?? 0) + 1);
  const best = Math.max(...times.values());
  return all.find((one) => one && times.get(one.value) === best);
}

/** What of a container differs from its host and no option says. */
export function leaveHostDifferences(facts: Facts, { bridge, osTemplate }: HostOptions): void {
  if (facts.bridge && facts.bridge.value !== bridge)
    facts.leftovers.push({
      text: shown(`bridge: ${facts.bridge.value} (the host file has ${bridge})`),
      place: facts.bridge.place,
    });
  if (facts.parent === undefined && facts.osTemplate && facts.osTemplate.value !== osTemplate)
    facts.leftovers.push({ text: shown(`template: ${facts.osTemplate.value}`), place: facts.osTemplate.place });
}
