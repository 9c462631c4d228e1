import { posix } from "node:path";
import { partsOf } from "../bash/unquoted.ts";
import type { Step } from "../dsl/step.ts";
import { isJoinedText, isRuntimeValue, type Text } from "../dsl/text.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";

/**
 * Settings for which systemd mounts something for a service alone (systemd.exec(5) of systemd 257, and `exec_needs_mount_namespace` in its
 * source), or for its credentials.
 */
const SETTINGS = new Set(
  `
  BindLogSockets BindPaths BindReadOnlyPaths DynamicUser ExecPaths ExtensionDirectories ExtensionImages ImportCredential
  InaccessibleDirectories InaccessiblePaths IPCNamespacePath LoadCredential LoadCredentialEncrypted LogNamespace MountFlags MountImages
  NetworkNamespacePath NoExecPaths PrivateBPF PrivateDevices PrivateIPC PrivateMounts PrivateNetwork PrivatePIDs PrivateTmp ProcSubset
  ProtectControlGroups ProtectHome ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc ProtectSystem
  ReadOnlyDirectories ReadOnlyPaths ReadWriteDirectories ReadWritePaths RootDirectory RootImage SetCredential SetCredentialEncrypted
  TemporaryFileSystem
`
    .trim()
    .split(/\s+/),
);

/** Values that ask for no mount: empty text takes back what was said before, the rest are the settings' own words for it. */
const NONE = /^(?:|no|n|false|f|off|0|default|all|shared)$/i;

/** Kinds of units that start processes. */
const SECTIONS = new Set(["Service", "Socket", "Mount", "Swap"]);

/** Folders that systemd reads unit files from. */
const UNITS = /^\/(?:etc|run|lib|usr\/lib|usr\/local\/lib)\/systemd\/system\/./;

/** One setting that is on, and where an author wrote it. */
interface Setting {
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

/** Without the feature, AppArmor refuses what these settings do, in a privileged container no less than in an unprivileged one. */
export function sandboxProblems(steps: readonly Step[], nesting: boolean): Problem[] {
  if (nesting) return [];
  return steps.flatMap((step): Problem[] => {
    const settings = settingsOf(step);
    const [first] = settings;
    if (first === undefined) return [];
    const names = [...new Set(settings.map(({ name }) => name))];
    const what = names.length > 1 ? "make" : "makes";
    const message = `${names.join(", ")} ${what} systemd mount something for the unit, which fails without the feature \`nesting\` (226/NAMESPACE)`;
    const fix = "write features: { nesting: true }, leave the setting out, or accept D341";
    return [{ code: "D341", severity: severityOf("D341"), message, fix, path: first.path, origin: step.origin }];
  });
}

/** The settings of a unit file or a drop-in that a step writes whole. */
function settingsOf({ view, options }: Step): Setting[] {
  const text = "unit" in view ? view["content"] : isUnitFile(view["path"]) ? contentOf(view) : undefined;
  if (typeof text !== "string" && !isJoinedText(text)) return [];
  const isData = "sections" in options;
  return settingsIn(text).map(({ section, name }) => ({ name, path: isData ? ["sections", section, name] : [] }));
}

const isUnitFile = (path: unknown): boolean => typeof path === "string" && UNITS.test(posix.normalize(path));

/** What is in a file: text of the definition, or that of a file beside it. */
function contentOf(view: Readonly<Record<string, unknown>>): unknown {
  const source = view["source"];
  return typeof source === "object" && source !== null && "content" in source ? source.content : view["content"];
}

/** The settings in a unit file's text whose last value is one that asks for mounts. */
function settingsIn(text: Text): { readonly section: string; readonly name: string }[] {
  const lines = partsOf(text)
    .map((part) => (isRuntimeValue(part) ? "<value>" : part))
    .join("")
    .split("\n");
  const on = new Map<string, { section: string; name: string }>();
  let section = "";
  for (const line of lines) {
    section = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1] ?? section;
    const [, name = "", value = ""] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (!SETTINGS.has(name) || !SECTIONS.has(section)) continue;
    if (NONE.test(value)) on.delete(name);
    else on.set(name, { section, name });
  }
  return [...on.values()];
}
