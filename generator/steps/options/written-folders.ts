import type { Step } from "../../dsl/step.ts";

type View = Readonly<Record<string, unknown>>;

const atPath = ({ path }: View): readonly unknown[] => [path];

/** Which files the steps of a kind replace: absolute paths out of their views. What a user's home is, no view says. */
const WRITTEN: Readonly<Record<string, (view: View) => readonly unknown[]>> = {
  "apt-deb": () => ["/var/lib/phoenix-setup/deb/x"],
  "apt-repository": () => ["/etc/apt/keyrings/x", "/etc/apt/sources.list.d/x"],
  "cron-job": atPath,
  "docker-compose": ({ folder, environmentFile }) => [
    `${String(folder)}/x`,
    environmentFile,
    "/var/lib/phoenix-setup/compose/x",
  ],
  "docker-daemon": () => ["/etc/docker/x"],
  "file-archive": ({ into }) => [into, `${String(into)}/x`],
  "file-content": atPath,
  "file-download": atPath,
  "file-folder": ({ path, folders }) => (folders as readonly string[]).map((folder) => `${String(path)}${folder}/x`),
  "file-from-host": atPath,
  "file-ini": atPath,
  "file-joined": atPath,
  "file-json": atPath,
  "file-line": atPath,
  "file-local": atPath,
  "file-symlink": atPath,
  "file-template": atPath,
  "git-checkout": ({ record }) => [record],
  "kernel-parameter": atPath,
  "python-venv": ({ path }) => [`${String(path)}/x`],
  "secret-from-environment": ({ path, env }) => [path, env],
  "secret-from-host": ({ path, env }) => [path, env],
  "secret-generated": ({ path, env }) => [path, env],
  "service-drop-in": ({ unit }) => [`/etc/systemd/system/${String(unit)}.d/x`],
  "service-unit": () => ["/etc/systemd/system/x"],
  "system-environment": ({ profile }) => ["/etc/environment", profile],
  "system-hosts": () => ["/etc/hosts"],
  "system-locale": () => ["/etc/locale.gen"],
  "system-time-zone": () => ["/etc/timezone"],
  "tls-authority": atPath,
  "tls-self-signed": ({ certificate, key }) => [certificate, key],
  "user-ssh-keys": () => [],
};

/** The kinds of steps that replace files. */
export const writingKinds: readonly string[] = Object.keys(WRITTEN);

type Writing = Pick<Step, "kind" | "view">;

/** The files that these steps replace; `x` is one whose name does not matter. */
export function writtenFiles(steps: readonly Writing[]): string[] {
  const paths = steps.flatMap(({ kind, view }) => WRITTEN[kind]?.(view) ?? []);
  return paths.filter((path): path is string => typeof path === "string" && path !== "");
}

/** The folders in which work of these steps that was cut off may have left something. */
export const writtenFolders = (steps: readonly Writing[]): string[] =>
  [...new Set(writtenFiles(steps).map(folderOf))].sort();

/** The folder of a file. */
export const folderOf = (path: string): string => path.replace(/\/+[^/]*$/, "") || "/";
