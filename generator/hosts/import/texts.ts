import { posix } from "node:path";
import type { Definition } from "../../dsl/container.ts";
import type { Host } from "../../dsl/host.ts";
import { DefinitionFolder, type Import as ImportOf } from "../../scaffold/definition-folder.ts";
import { fileOf, HOST_FILE, type Import, type Project } from "./import.ts";
import { importNameOf } from "./import-name.ts";
import { containerText, type Imports } from "./write-container.ts";
import { hostText } from "./write-host.ts";

/** The texts of the files of an import, by their paths in the project, in the style of those that are there. */
export function importTexts({ containers, host }: Import, project: Project): ReadonlyMap<string, string> {
  const folder = new DefinitionFolder(project.folder, project.siblings);
  const files = new Map(containers.map((one) => [one.definition as Definition, fileOf(one)]));
  const settings = host?.options ?? project.host?.made;
  const module = posix.relative(
    "definitions",
    (project.host?.file ?? HOST_FILE).replace(/\.ts$/, folder.importEnding()),
  );
  const hostImport = { module: module.startsWith(".") ? module : `./${module}`, name: "host", isDefault: true };
  const texts = new Map<string, string>();
  if (host) texts.set(HOST_FILE, hostText(host, folder.styleFor("application", undefined)));
  for (const imported of containers) {
    const { cloneOf, network } = imported.definition.options;
    const gateway = gatewayOf(settings, network.gateway);
    const imports: Imports = {
      ...(cloneOf && { parent: parentImport(cloneOf, files.get(cloneOf), folder, project) }),
      host: hostImport,
      ...(gateway && { gateway }),
    };
    texts.set(fileOf(imported), containerText(imported, imports, folder.styleFor(imported.definition.is, cloneOf)));
  }
  return texts;
}

function parentImport(
  parent: Definition,
  file: string | undefined,
  folder: DefinitionFolder,
  project: Project,
): ImportOf {
  const taken = ["host", "template", "application", "gib", "mib", "seconds", "lxc", "nvidia", "secret"];
  const sibling = project.siblings.find(({ definition }) => definition === parent);
  if (sibling) return folder.importOf(sibling, taken);
  const own = file ?? "";
  return {
    module: `./${posix.basename(own, ".ts")}${folder.importEnding()}`,
    name: importNameOf(own),
    isDefault: true,
  };
}

/** The gateway as one of the host's facts, if it is one. */
function gatewayOf(host: Pick<Host, "facts"> | undefined, gateway: string): string | undefined {
  const [name] =
    Object.entries(host?.facts ?? {}).find(([key, value]) => value === gateway && /^[A-Za-z_]\w*$/.test(key)) ?? [];
  return name === undefined ? undefined : `host.facts.${name}`;
}
